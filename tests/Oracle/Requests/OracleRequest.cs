using Gatehouse.Primitives;

namespace Gatehouse.Oracle;

/// <summary>A request as plain text: what a host would show of it through a view.</summary>
/// <param name="Method">The method, as received.</param>
/// <param name="Host">The authority, as received.</param>
/// <param name="Path">The normalised path.</param>
/// <param name="Query">The raw query without its '?'.</param>
/// <param name="Headers">The field lines in the order received.</param>
public sealed record OracleRequest(string Method, string Host, string Path, string Query, ValueList<FieldLine> Headers)
{
    /// <summary>Reads <c>[METHOD ]host/path[?query]</c>; each further text is a field line, <c>name: value</c>.</summary>
    public static OracleRequest Parse(string target, params ReadOnlySpan<string> lines)
    {
        int space = target.IndexOf(' ', StringComparison.Ordinal);
        string method = space < 0 ? "GET" : target[..space];
        string rest = target[(space + 1)..];
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string query = question < 0 ? "" : rest[(question + 1)..];
        string authorityAndPath = question < 0 ? rest : rest[..question];
        int slash = authorityAndPath.IndexOf('/', StringComparison.Ordinal);

        List<FieldLine> headers = [];
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new FieldLine(line[..colon], line[(colon + 1)..].Trim(' ')));
        }

        return new OracleRequest(method, authorityAndPath[..slash], authorityAndPath[slash..], query, headers.ToValueList());
    }
}

/// <summary>One field line of a header.</summary>
public sealed record FieldLine(string Name, string Value);
