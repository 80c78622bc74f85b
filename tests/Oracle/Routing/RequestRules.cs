using System.Text;
using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>The sentences of Gateway API about headers, query parameters and gRPC's content type.</summary>
internal static class RequestRules
{
    // "name case-insensitive, value exact"; field lines of one name read as one value joined by a comma (RFC 9110 section 5.3).
    public static bool HeaderMatches(HeaderMatch match, OracleRequest request) =>
        Header(match.Name, request) is string value && TextRules.Matches(match.Type, match.Value, value);

    // "of duplicate entries with equivalent names only the first counts".
    public static IReadOnlyList<HeaderMatch> Distinct(IEnumerable<HeaderMatch> headers) =>
        [.. headers.DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)];

    // "Query params: name and value case-sensitive exact"; of a repeated parameter the first value counts.
    public static bool QueryMatches(QueryParamMatch match, OracleRequest request)
    {
        byte[] name = Encoding.UTF8.GetBytes(match.Name);
        byte[]? value = Pairs(request.Query).Where(pair => pair.Name.SequenceEqual(name)).Select(pair => pair.Value).FirstOrDefault();

        if (value is null)
        {
            return false;
        }

        // Octets, because an escape may decode to something that is no text.
        return match.Type == ValueMatchType.Exact
            ? value.SequenceEqual(Encoding.UTF8.GetBytes(match.Value))
            : TextRules.MatchesWhole(match.Value, Encoding.UTF8.GetString(value));
    }

    // "names listed twice: first only".
    public static IReadOnlyList<QueryParamMatch> Distinct(IEnumerable<QueryParamMatch> parameters) =>
        [.. parameters.DistinctBy(parameter => parameter.Name, StringComparer.Ordinal)];

    public static bool IsGrpc(OracleRequest request)
    {
        string type = Header("content-type", request)?.ToLowerInvariant() ?? "";
        return type == "application/grpc"
            || type.StartsWith("application/grpc+", StringComparison.Ordinal)
            || type.StartsWith("application/grpc;", StringComparison.Ordinal);
    }

    private static string? Header(string name, OracleRequest request)
    {
        List<string> lines = [.. request.Headers
            .Where<FieldLine>(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Value)];
        return lines.Count == 0 ? null : string.Join(",", lines);
    }

    private static IEnumerable<(byte[] Name, byte[] Value)> Pairs(string query) =>
        from pair in query.Split('&')
        where pair.Length > 0
        let end = pair.IndexOf('=', StringComparison.Ordinal)
        let name = end < 0 ? pair : pair[..end]
        let value = end < 0 ? "" : pair[(end + 1)..]
        select (TextRules.PercentDecoded(name), TextRules.PercentDecoded(value));
}
