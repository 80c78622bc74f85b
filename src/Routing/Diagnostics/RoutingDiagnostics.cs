using Gatehouse.Primitives.Diagnostics;
using static Gatehouse.Primitives.Diagnostics.DiagnosticSeverity;

namespace Gatehouse.Routing;

/// <summary>What this package reports when it compiles; each has a page in <c>docs/diagnostics</c>.</summary>
public static class RoutingDiagnostics
{
    /// <summary>A hostname is not one.</summary>
    public static DiagnosticDescriptor HostnameInvalid { get; } = new("RT1001", Error,
        "must be a lower-case DNS name, optionally with a leading '*.'",
        "write the name without scheme, port or path, such as 'shop.example.com' or '*.example.com'");

    /// <summary>Two listeners of one port serve the same hostname.</summary>
    public static DiagnosticDescriptor ListenerRepeated { get; } = new("RT1002", Error,
        "must not have the hostname of another listener of this port, '{0}'",
        "give the listeners different hostnames, or attach the routes of both to one of them");

    /// <summary>Two routes of one kind and name are attached to a listener.</summary>
    public static DiagnosticDescriptor RouteRepeated { get; } = new("RT1003", Error,
        "must not be attached twice under one name",
        "give the routes different names, or merge them");

    /// <summary>A port is out of range.</summary>
    public static DiagnosticDescriptor PortOutOfRange { get; } = new("RT1004", Error,
        "must be a port from 1 to 65535",
        "write a port in that range, or leave it out where it is optional");

    /// <summary>A path is too long.</summary>
    public static DiagnosticDescriptor PathTooLong { get; } = new("RT1005", Error,
        "must be at most {0} characters",
        "match a shorter prefix");

    /// <summary>A path can never be that of a normalised request.</summary>
    public static DiagnosticDescriptor PathNotNormal { get; } = new("RT1006", Error,
        "must not contain '//', '/./', '/../', '%2F', '%5C', '#', '?', a control or an invalid escape, nor end in '/.' or '/..'",
        "write the path as a normalised request has it");

    /// <summary>A path does not begin at the root.</summary>
    public static DiagnosticDescriptor PathMustBeRooted { get; } = new("RT1007", Error,
        "must begin with '/'",
        "write the path from the root, such as '/v2'");

    /// <summary>A regular expression cannot be used.</summary>
    public static DiagnosticDescriptor RegexInvalid { get; } = new("RT1008", Error,
        "must be a regular expression in .NET syntax without look-around, back-references, atomic groups or huge repetitions ({0})",
        "correct the expression, lower its repetition counts, or split it into several matches");

    /// <summary>A regular expression is too long.</summary>
    public static DiagnosticDescriptor RegexTooLong { get; } = new("RT1009", Error,
        "must be at most {0} characters",
        "split the expression into several matches");

    /// <summary>A hostname has too many regular expressions.</summary>
    public static DiagnosticDescriptor RegexesTooMany { get; } = new("RT1010", Error,
        "must not bring its hostname over {0} regular expressions",
        "use PathPrefix or Exact matches, which are looked up instead of tried one by one");

    /// <summary>A header name is not one.</summary>
    public static DiagnosticDescriptor HeaderNameInvalid { get; } = new("RT1011", Error,
        "must be a header name: letters, digits and !#$%&'*+-.^_`|~, at most 256 characters",
        "write the field's name alone, such as 'x-version'");

    /// <summary>A method is not one.</summary>
    public static DiagnosticDescriptor MethodInvalid { get; } = new("RT1012", Error,
        "must be an HTTP method in upper case",
        "write the method as clients send it, such as 'GET'");

    /// <summary>A match has too many conditions.</summary>
    public static DiagnosticDescriptor ConditionsTooMany { get; } = new("RT1013", Error,
        "must have at most {0} items",
        "drop the conditions that do not tell requests apart");

    /// <summary>A query parameter's name is empty.</summary>
    public static DiagnosticDescriptor QueryNameEmpty { get; } = new("RT1014", Error,
        "must not be empty",
        "name the query parameter");

    /// <summary>A weight is out of range.</summary>
    public static DiagnosticDescriptor WeightOutOfRange { get; } = new("RT1015", Error,
        "must be a weight from 0 to {0}",
        "divide the rule's weights by a common number");

    /// <summary>A filter stands twice.</summary>
    public static DiagnosticDescriptor FilterRepeated { get; } = new("RT1016", Error,
        "must not be the second filter of its kind",
        "merge it into the first one");

    /// <summary>A redirect and a rewrite exclude each other.</summary>
    public static DiagnosticDescriptor FiltersExclusive { get; } = new("RT1017", Error,
        "must not have both a RequestRedirect and a URLRewrite",
        "put the new path or host into the redirect and drop the rewrite");

    /// <summary>A redirect's status is not one of the five.</summary>
    public static DiagnosticDescriptor RedirectStatusInvalid { get; } = new("RT1018", Error,
        "must be 301, 302, 303, 307 or 308",
        "use 302 for a temporary move and 301 for a permanent one");

    /// <summary>A redirect's scheme is neither http nor https.</summary>
    public static DiagnosticDescriptor RedirectSchemeInvalid { get; } = new("RT1019", Error,
        "must be 'http' or 'https'",
        "write one of the two in lower case, or leave it out to keep the listener's");

    /// <summary>A prefix is replaced where none was matched.</summary>
    public static DiagnosticDescriptor PrefixReplacementWithoutPrefix { get; } = new("RT1020", Error,
        "must not be ReplacePrefixMatch: the rule needs exactly one match, and that a PathPrefix",
        "use ReplaceFullPath, or give each prefix a rule of its own");

    /// <summary>A header is changed by more than one action.</summary>
    public static DiagnosticDescriptor HeaderEditedTwice { get; } = new("RT1021", Error,
        "must not name a header that another action of this filter names",
        "keep one of set, add and remove for the header");

    /// <summary>A value cannot stand in a header.</summary>
    public static DiagnosticDescriptor HeaderValueInvalid { get; } = new("RT1022", Error,
        "must be a header value of at most {0} characters without controls",
        "remove line breaks and other control characters");

    /// <summary>Host is changed as a header.</summary>
    public static DiagnosticDescriptor HostEditedAsHeader { get; } = new("RT1023", Error,
        "must not be Host",
        "use URLRewrite.hostname, which changes Host and :authority alike");

    /// <summary>A gRPC match names nothing.</summary>
    public static DiagnosticDescriptor GrpcMethodEmpty { get; } = new("RT1024", Error,
        "must have a service, a method, or both, without '/'",
        "name the service with its package, such as 'shop.v1.Products'");

    /// <summary>A hostname has too many matches.</summary>
    public static DiagnosticDescriptor MatchesTooMany { get; } = new("RT1025", Error,
        "must not bring its hostname over {0} matches",
        "spread the routes over several hostnames");

    /// <summary>A rule has too many backends.</summary>
    public static DiagnosticDescriptor BackendsTooMany { get; } = new("RT1026", Error,
        "must have at most {0} backends",
        "put the endpoints behind fewer Services");
}
