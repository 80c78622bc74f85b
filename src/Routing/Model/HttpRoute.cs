using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>An HTTPRoute with its references resolved (Gateway API, HTTPRoute).</summary>
public sealed record HttpRoute
{
    /// <summary>Namespace and name, <c>shop/products</c>: the last tie-break between routes, compared ordinally.</summary>
    public required string Name { get; init; }

    /// <summary>How old it is: the tie-break before the name.</summary>
    public RouteAge Age { get; init; }

    /// <summary>
    /// The hostnames it serves, exact or with one leading <c>*.</c>, at most 16. Empty: the listener's hostname.
    /// On a listener with a hostname only the intersection counts.
    /// </summary>
    public ValueList<string> Hostnames { get; init; }

    /// <summary>Its rules, at most 16, in order.</summary>
    public ValueList<HttpRouteRule> Rules { get; init; }
}

/// <summary>A rule: where any of its matches holds, its filters apply and one of its backends answers.</summary>
public sealed record HttpRouteRule
{
    /// <summary>Its name, if it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The conditions, any of which selects the rule; at most 64. Empty: every path.</summary>
    public ValueList<HttpRouteMatch> Matches { get; init; }

    /// <summary>What is done to the request and to the answer; each kind at most once.</summary>
    public ValueList<RouteFilter> Filters { get; init; }

    /// <summary>Who answers, by weight; at most 16. Empty and no redirect: status 500.</summary>
    public ValueList<BackendRef> Backends { get; init; }
}

/// <summary>A condition: all of its parts have to hold.</summary>
public sealed record HttpRouteMatch
{
    /// <summary>The path; <see langword="null"/> for every path, which is the prefix <c>/</c>.</summary>
    public PathMatch? Path { get; init; }

    /// <summary>The headers, at most 16; of several with one name only the first counts.</summary>
    public ValueList<HeaderMatch> Headers { get; init; }

    /// <summary>The query parameters, at most 16; of several with one name only the first counts.</summary>
    public ValueList<QueryParamMatch> QueryParams { get; init; }

    /// <summary>The method, upper case; <see langword="null"/> for every method.</summary>
    public string? Method { get; init; }
}

/// <summary>A condition on the path.</summary>
/// <param name="Type">How it is compared.</param>
/// <param name="Value">The path, or the regular expression, at most 1024 characters.</param>
public sealed record PathMatch(PathMatchType Type, string Value);

/// <summary>How a path is compared (Gateway API, PathMatchType).</summary>
public enum PathMatchType : byte
{
    /// <summary>By whole segments: <c>/v2</c> matches <c>/v2</c>, <c>/v2/</c> and <c>/v2/x</c>, never <c>/v2example</c>.</summary>
    PathPrefix = 0,

    /// <summary>Octet by octet, a trailing slash included.</summary>
    Exact,

    /// <summary>The whole path matches the expression (.NET syntax, non-backtracking).</summary>
    RegularExpression,
}

/// <summary>A condition on a header. Several field lines of one name are compared joined by a comma.</summary>
/// <param name="Name">The field's name, in any case.</param>
/// <param name="Value">The value, case-sensitive, or the regular expression.</param>
/// <param name="Type">How it is compared.</param>
public sealed record HeaderMatch(string Name, string Value, ValueMatchType Type = ValueMatchType.Exact);

/// <summary>
/// A condition on a query parameter. Name and value are compared after percent-decoding; of a parameter given
/// several times the first counts; '+' is a plus.
/// </summary>
/// <param name="Name">The parameter's name, case-sensitive.</param>
/// <param name="Value">The value, case-sensitive, or the regular expression.</param>
/// <param name="Type">How it is compared.</param>
public sealed record QueryParamMatch(string Name, string Value, ValueMatchType Type = ValueMatchType.Exact);

/// <summary>How a header's or a query parameter's value, or a gRPC method, is compared.</summary>
public enum ValueMatchType : byte
{
    /// <summary>Octet by octet.</summary>
    Exact = 0,

    /// <summary>The whole value matches the expression (.NET syntax, non-backtracking).</summary>
    RegularExpression,
}

/// <summary>A weighted reference to a backend.</summary>
public sealed record BackendRef
{
    /// <summary>
    /// The backend's key, <c>shop/products:80</c>; <see langword="null"/> where the reference could not be resolved or
    /// is not granted: its share of the requests is answered 500.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>Its share: weight divided by the sum of the rule's weights, 0 to 1 000 000; 0 means never.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>What is done only for this backend, after the rule's filters.</summary>
    public ValueList<RouteFilter> Filters { get; init; }
}
