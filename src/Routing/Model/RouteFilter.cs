using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Something a rule, or one of its backends, does to a request or an answer.</summary>
public abstract record RouteFilter
{
    private protected RouteFilter()
    {
    }
}

/// <summary>Changes the request's headers before it is forwarded (Gateway API, RequestHeaderModifier).</summary>
/// <param name="Headers">The changes.</param>
public sealed record RequestHeaderModifier(HeaderModifier Headers) : RouteFilter;

/// <summary>Changes the backend's answer's headers before the client sees them (Gateway API, ResponseHeaderModifier).</summary>
/// <param name="Headers">The changes.</param>
public sealed record ResponseHeaderModifier(HeaderModifier Headers) : RouteFilter;

/// <summary>Changes to headers; a name appears in at most one of the three lists.</summary>
public sealed record HeaderModifier
{
    /// <summary>Headers whose every value is replaced, at most 16.</summary>
    public ValueList<HeaderValue> Set { get; init; }

    /// <summary>Headers that get one more value, at most 16.</summary>
    public ValueList<HeaderValue> Add { get; init; }

    /// <summary>Names of the headers that are dropped, at most 16.</summary>
    public ValueList<string> Remove { get; init; }
}

/// <summary>A header and a value of it.</summary>
/// <param name="Name">The field's name, in any case.</param>
/// <param name="Value">The value, passed on as it is.</param>
public sealed record HeaderValue(string Name, string Value);

/// <summary>Answers with a redirect (Gateway API, RequestRedirect). It needs no backend and excludes <see cref="UrlRewrite"/>.</summary>
public sealed record RequestRedirect : RouteFilter
{
    /// <summary><c>http</c> or <c>https</c>; <see langword="null"/> for the listener's.</summary>
    public string? Scheme { get; init; }

    /// <summary>The host of the <c>Location</c>; <see langword="null"/> for the request's.</summary>
    public string? Hostname { get; init; }

    /// <summary>The path of the <c>Location</c>; <see langword="null"/> for the request's.</summary>
    public PathModifier? Path { get; init; }

    /// <summary>
    /// The port of the <c>Location</c>; <see langword="null"/> for the given scheme's well-known port, and where no
    /// scheme is given for the listener's.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>301, 302, 303, 307 or 308.</summary>
    public int StatusCode { get; init; } = 302;
}

/// <summary>Changes what the backend is asked for (Gateway API, URLRewrite).</summary>
public sealed record UrlRewrite : RouteFilter
{
    /// <summary>The host the backend sees; <see langword="null"/> for the request's.</summary>
    public string? Hostname { get; init; }

    /// <summary>The path the backend sees; <see langword="null"/> for the request's.</summary>
    public PathModifier? Path { get; init; }
}

/// <summary>A change of a path; the query stays.</summary>
/// <param name="Type">How much of the path is replaced.</param>
/// <param name="Value">What it is replaced with.</param>
public sealed record PathModifier(PathModifierType Type, string Value);

/// <summary>How much of a path is replaced (Gateway API, HTTPPathModifierType).</summary>
public enum PathModifierType : byte
{
    /// <summary>All of it.</summary>
    ReplaceFullPath = 0,

    /// <summary>What the rule's prefix matched; the rest is kept. Needs a rule whose only match is a PathPrefix.</summary>
    ReplacePrefixMatch,
}

/// <summary>
/// A filter that is not known or whose reference could not be resolved. The rule answers 500: a filter is never
/// skipped (Gateway API, HTTPRouteFilter).
/// </summary>
/// <param name="Reference">What was asked for, as the log shows it.</param>
public sealed record UnresolvedFilter(string Reference) : RouteFilter;
