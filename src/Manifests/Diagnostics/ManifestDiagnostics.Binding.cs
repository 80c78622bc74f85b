using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

// Binding: what is wrong with one object: mistakes that an API server would refuse, and doubtful words.
internal static partial class ManifestDiagnostics
{
    public static readonly DiagnosticDescriptor RequiredMissing = new(
        "KB7010",
        DiagnosticSeverity.Error,
        "{0} is required",
        "add {0}");

    public static readonly DiagnosticDescriptor WrongType = new(
        "KB7011",
        DiagnosticSeverity.Error,
        "must be {0}",
        "{1}");

    public static readonly DiagnosticDescriptor UnknownField = new(
        "KB7012",
        DiagnosticSeverity.Warning,
        "is not a field here and is ignored",
        "{0}");

    public static readonly DiagnosticDescriptor UnknownKind = new(
        "KB7013",
        DiagnosticSeverity.Note,
        "{0} is not a kind that is read; its objects are ignored",
        "nothing, if another program reads them");

    public static readonly DiagnosticDescriptor MisspeltKind = new(
        "KB7014",
        DiagnosticSeverity.Warning,
        "{0} is not served; the object is ignored",
        "write {1}");

    public static readonly DiagnosticDescriptor NotOneOf = new(
        "KB7015",
        DiagnosticSeverity.Error,
        "must be one of {0}",
        "choose one of {0}");

    public static readonly DiagnosticDescriptor NumberOutOfRange = new(
        "KB7016",
        DiagnosticSeverity.Error,
        "must be between {0} and {1}",
        "choose a number between {0} and {1}");

    public static readonly DiagnosticDescriptor TextLength = new(
        "KB7017",
        DiagnosticSeverity.Error,
        "must have {0} to {1} characters",
        "shorten or complete it");

    public static readonly DiagnosticDescriptor ListLength = new(
        "KB7018",
        DiagnosticSeverity.Error,
        "must have {0} to {1} items",
        "split the object, or remove what is too much");

    public static readonly DiagnosticDescriptor NotAName = new(
        "KB7019",
        DiagnosticSeverity.Error,
        "must be {0}",
        "rename it");

    public static readonly DiagnosticDescriptor DeclaredTwice = new(
        "KB7020",
        DiagnosticSeverity.Error,
        "{0} is declared already at {1}; this declaration is ignored",
        "remove one of the two, or rename it");

    public static readonly DiagnosticDescriptor BadHostname = new(
        "KB7021",
        DiagnosticSeverity.Error,
        "must be {0}",
        "write a name such as {1}");

    public static readonly DiagnosticDescriptor PathNotRooted = new(
        "KB7022",
        DiagnosticSeverity.Error,
        "must begin with '/'",
        "put a '/' in front");

    public static readonly DiagnosticDescriptor PathNotNormal = new(
        "KB7023",
        DiagnosticSeverity.Error,
        "must not contain {0}",
        "remove it: requests are normalised before they are matched");

    public static readonly DiagnosticDescriptor BadHeaderName = new(
        "KB7024",
        DiagnosticSeverity.Error,
        "must be a header name: 1 to 256 letters, digits or !#$%&'*+-.^_`|~",
        "correct the name");

    public static readonly DiagnosticDescriptor FilterTwice = new(
        "KB7025",
        DiagnosticSeverity.Error,
        "filter {0} must appear only once here",
        "put everything into one {0}");

    public static readonly DiagnosticDescriptor RedirectAndRewrite = new(
        "KB7026",
        DiagnosticSeverity.Error,
        "RequestRedirect and URLRewrite exclude each other",
        "keep one of them: a redirected request reaches no backend");

    public static readonly DiagnosticDescriptor TypeAndFieldDiffer = new(
        "KB7027",
        DiagnosticSeverity.Error,
        "type {0} needs the field {1} and no other type's",
        "add {1}, or change the type");

    public static readonly DiagnosticDescriptor PrefixReplacementWithoutPrefix = new(
        "KB7028",
        DiagnosticSeverity.Error,
        "ReplacePrefixMatch needs a rule with exactly one match, and that of type PathPrefix",
        "give the rule one PathPrefix match, or use ReplaceFullPath");

    public static readonly DiagnosticDescriptor RedirectWithBackends = new(
        "KB7029",
        DiagnosticSeverity.Error,
        "a rule with RequestRedirect must not have backendRefs",
        "remove the backendRefs, or the redirect");

    public static readonly DiagnosticDescriptor NotUnique = new(
        "KB7030",
        DiagnosticSeverity.Error,
        "{0} must be unique",
        "rename it, or remove the second");

    public static readonly DiagnosticDescriptor PortRequired = new(
        "KB7031",
        DiagnosticSeverity.Error,
        "port is required for a Service",
        "add the Service's port");

    public static readonly DiagnosticDescriptor BadDuration = new(
        "KB7032",
        DiagnosticSeverity.Error,
        "must be a duration: 1 to 4 numbers of up to 5 digits, each with h, m, s or ms",
        "write a duration such as 500ms or 1m30s");

    public static readonly DiagnosticDescriptor BackendTimeoutTooLong = new(
        "KB7033",
        DiagnosticSeverity.Error,
        "backendRequest must not be longer than request",
        "shorten backendRequest, or lengthen request");

    public static readonly DiagnosticDescriptor ForbiddenForProtocol = new(
        "KB7034",
        DiagnosticSeverity.Error,
        "must not be given on a listener with protocol {0}",
        "remove it, or change the protocol");

    public static readonly DiagnosticDescriptor BadAddress = new(
        "KB7035",
        DiagnosticSeverity.Error,
        "must be an {0} address",
        "write an IP address of that family");

    public static readonly DiagnosticDescriptor BadTimestamp = new(
        "KB7036",
        DiagnosticSeverity.Error,
        "must be a timestamp (RFC 3339)",
        "write a timestamp such as 2026-01-31T12:00:00Z, or remove it");

    public static readonly DiagnosticDescriptor BadParentRefs = new(
        "KB7037",
        DiagnosticSeverity.Error,
        "two parentRefs to one parent need different sectionName or port, in both",
        "name the listener of each, or remove one");

    public static readonly DiagnosticDescriptor BadPathCharacter = new(
        "KB7038",
        DiagnosticSeverity.Error,
        "must consist of characters that a URL's path may have",
        "percent-encode the others");

    public static readonly DiagnosticDescriptor HeaderInTwoActions = new(
        "KB7039",
        DiagnosticSeverity.Error,
        "a header must appear in only one of set, add and remove",
        "keep one action for it");

    public static readonly DiagnosticDescriptor FieldChoice = new(
        "KB7040",
        DiagnosticSeverity.Error,
        "{0} of {1} must be given",
        "give {0} of them");

    public static readonly DiagnosticDescriptor WildcardNotAlone = new(
        "KB7041",
        DiagnosticSeverity.Error,
        "'*' must be alone in its list",
        "remove the others, or the '*'");

    public static readonly DiagnosticDescriptor BadBase64 = new(
        "KB7042",
        DiagnosticSeverity.Error,
        "must be base64",
        "encode the value, or write it in stringData");

    public static readonly DiagnosticDescriptor FractionTooLarge = new(
        "KB7043",
        DiagnosticSeverity.Error,
        "numerator must not be larger than the denominator, {0}",
        "choose a smaller numerator");

    public static readonly DiagnosticDescriptor FieldOfOtherType = new(
        "KB7044",
        DiagnosticSeverity.Error,
        "must not be given with type {0}",
        "remove it, or change the type");
}
