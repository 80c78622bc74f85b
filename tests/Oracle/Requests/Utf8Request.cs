using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Oracle;

/// <summary>A request prepared so that its view of UTF-8 bytes allocates nothing. The bytes need not be valid UTF-8.</summary>
public sealed class Utf8Request
{
    private readonly Dictionary<string, byte[][]> _lines;

    public Utf8Request(OracleRequest request)
    {
        Method = Encoding.UTF8.GetBytes(request.Method);
        Host = Encoding.UTF8.GetBytes(request.Host);
        Path = Encoding.UTF8.GetBytes(request.Path);
        Query = Encoding.UTF8.GetBytes(request.Query);
        _lines = request.Headers
            .GroupBy(line => line.Name.ToLowerInvariant(), line => Encoding.UTF8.GetBytes(line.Value), StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.ToArray(), StringComparer.Ordinal);
    }

    public byte[] Method { get; init; }

    public byte[] Host { get; init; }

    public byte[] Path { get; init; }

    public byte[] Query { get; init; }

    public Utf8RequestView View => new(this);

    /// <summary>Adds a field line of arbitrary bytes.</summary>
    public Utf8Request AddHeader(string name, byte[] value)
    {
        string key = name.ToLowerInvariant();
        _lines[key] = [.. _lines.GetValueOrDefault(key, []), value];
        return this;
    }

    internal int GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!_lines.TryGetValue(name.Value, out byte[][]? lines))
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

/// <summary>What a host that reads the wire shows of a request.</summary>
public readonly ref struct Utf8RequestView(Utf8Request request) : IUtf8HttpRequestView
{
    public ReadOnlySpan<byte> Method => request.Method;

    public ReadOnlySpan<byte> Host => request.Host;

    public ReadOnlySpan<byte> Path => request.Path;

    public ReadOnlySpan<byte> Query => request.Query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value) => request.GetHeader(name, index, out value);
}
