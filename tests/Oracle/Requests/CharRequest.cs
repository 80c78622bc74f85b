using Gatehouse.Primitives;

namespace Gatehouse.Oracle;

/// <summary>A request prepared so that its view of UTF-16 text allocates nothing.</summary>
public sealed class CharRequest
{
    private readonly Dictionary<string, string[]> _lines;

    public CharRequest(OracleRequest request)
    {
        Request = request;
        _lines = request.Headers
            .GroupBy(line => line.Name.ToLowerInvariant(), line => line.Value, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.ToArray(), StringComparer.Ordinal);
    }

    public OracleRequest Request { get; }

    public CharRequestView View => new(this);

    internal int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        value = default;
        if (!_lines.TryGetValue(name.Value, out string[]? lines))
        {
            return 0;
        }

        if ((uint)index < (uint)lines.Length)
        {
            value = lines[index];
        }

        return lines.Length;
    }
}

/// <summary>What a host that holds strings shows of a request.</summary>
public readonly ref struct CharRequestView(CharRequest request) : IHttpRequestView
{
    public ReadOnlySpan<char> Method => request.Request.Method;

    public ReadOnlySpan<char> Host => request.Request.Host;

    public ReadOnlySpan<char> Path => request.Request.Path;

    public ReadOnlySpan<char> Query => request.Request.Query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value) => request.GetHeader(name, index, out value);
}
