using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>The sentences of Gateway API about paths (HTTPPathMatch).</summary>
internal static class PathRules
{
    // "matches -> PathPrefix "/"" is the default of the API.
    public static PathMatch OrDefault(PathMatch? path) => path ?? new PathMatch(PathMatchType.PathPrefix, "/");

    public static bool Matches(PathMatch match, string path) => match.Type switch
    {
        PathMatchType.Exact => path == TextRules.NormalPath(match.Value),
        PathMatchType.RegularExpression => TextRules.MatchesWhole(match.Value, path),
        _ => Covered(match) is string prefix && (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal)),
    };

    // "Exact > RegularExpression > PathPrefix".
    public static int Rank(PathMatch match) => match.Type switch
    {
        PathMatchType.Exact => 0,
        PathMatchType.RegularExpression => 1,
        _ => 2,
    };

    // "longest prefix (characters of value)"; only prefixes differ in length when they match one path.
    public static int PrefixLength(PathMatch match) =>
        match.Type == PathMatchType.PathPrefix ? TextRules.NormalPath(match.Value).Length : 0;

    public static int MatchedLength(PathMatch match, string path) =>
        match.Type == PathMatchType.PathPrefix ? Covered(match).Length : path.Length;

    // "a trailing slash of the configured value is ignored".
    private static string Covered(PathMatch match)
    {
        string prefix = TextRules.NormalPath(match.Value);
        return prefix.EndsWith('/') ? prefix[..^1] : prefix;
    }
}
