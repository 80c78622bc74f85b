using System.Text.RegularExpressions;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>A route with its matches compiled, before the matches of a hostname's routes are merged.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Source">The record it was compiled from: an equal one need not be compiled again.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="Age">The tie-break before the name.</param>
/// <param name="Matches">Its matches in order of rule and match.</param>
internal sealed record CompiledRoute(RouteKind Kind, object Source, string Name, RouteAge Age, CompiledMatch[] Matches)
{
    /// <summary>How many regular expressions a request may have to be tried on.</summary>
    public int RegexCount { get; } = Matches.Sum(static match => (match.Pattern is null ? 0 : 1) + (match.Conditions?.RegexCount ?? 0));

    /// <summary>What a route is called in diagnostics: by its kind in the Gateway API, namespace and name.</summary>
    public static FieldPath PathOf(RouteKind kind, string name) =>
        FieldPath.Of($"{(kind == RouteKind.Http ? "HTTPRoute" : "GRPCRoute")} {name}");

    /// <summary>Older first, then by name (Gateway API, HTTPRouteRule: the tie-breaks across routes).</summary>
    public static int ComparePrecedence(CompiledRoute left, CompiledRoute right)
    {
        int byAge = left.Age.CompareTo(right.Age);
        return byAge != 0 ? byAge : string.CompareOrdinal(left.Name, right.Name);
    }
}

/// <summary>How a match is found.</summary>
internal enum PathKind : byte
{
    Prefix = 0,
    Exact,
    Regex,
}

/// <summary>One match of a route: its path, what else it asks for, and how it ranks among those of the same path.</summary>
internal sealed record CompiledMatch
{
    public required PathKind Kind { get; init; }

    /// <summary>The normal path, a prefix without its trailing slash; empty for a regular expression.</summary>
    public string Path { get; init; } = "";

    public Regex? Pattern { get; init; }

    public byte[] Literal { get; init; } = [];

    public ConditionSet? Conditions { get; init; }

    public required MatchRank Rank { get; init; }

    public required CompiledRule Rule { get; init; }
}

/// <summary>What decides between matches of one hostname and one path, before the age of their routes.</summary>
/// <param name="Tier">0 first: what the kind of the gRPC method condition decides.</param>
/// <param name="PathLength">The configured value's characters: "/v2/" before "/v2".</param>
/// <param name="HasMethod">Whether a method is asked for.</param>
/// <param name="Headers">How many header conditions.</param>
/// <param name="QueryParams">How many query conditions.</param>
internal readonly record struct MatchRank(byte Tier, int PathLength, bool HasMethod, int Headers, int QueryParams)
    : IComparable<MatchRank>
{
    /// <summary>Negative where this match takes precedence (Gateway API, HTTPRouteRule.matches).</summary>
    public int CompareTo(MatchRank other)
    {
        int order = Tier.CompareTo(other.Tier);
        order = order != 0 ? order : other.PathLength.CompareTo(PathLength);
        order = order != 0 ? order : other.HasMethod.CompareTo(HasMethod);
        order = order != 0 ? order : other.Headers.CompareTo(Headers);
        return order != 0 ? order : other.QueryParams.CompareTo(QueryParams);
    }
}
