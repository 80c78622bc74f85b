using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>A request as a host would hold it: strings, and one header.</summary>
public sealed record BenchmarkRequest(string Method, string Host, string Path, string Query = "", string? Version = null)
{
    public byte[] MethodUtf8 { get; } = Encoding.UTF8.GetBytes(Method);

    public byte[] HostUtf8 { get; } = Encoding.UTF8.GetBytes(Host);

    public byte[] PathUtf8 { get; } = Encoding.UTF8.GetBytes(Path);

    public byte[] QueryUtf8 { get; } = Encoding.UTF8.GetBytes(Query);

    public byte[] VersionUtf8 { get; } = Encoding.UTF8.GetBytes(Version ?? "");
}

/// <summary>The request as UTF-16 text.</summary>
public readonly ref struct TextView(BenchmarkRequest request) : IHttpRequestView
{
    private readonly BenchmarkRequest _request = request;

    public ReadOnlySpan<char> Method => _request.Method;

    public ReadOnlySpan<char> Host => _request.Host;

    public ReadOnlySpan<char> Path => _request.Path;

    public ReadOnlySpan<char> Query => _request.Query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        bool has = _request.Version is not null && index == 0 && name.Value == "x-version";
        value = has ? _request.Version : default;
        return has ? 1 : 0;
    }
}

/// <summary>The request as UTF-8 bytes.</summary>
public readonly ref struct Utf8View(BenchmarkRequest request) : IUtf8HttpRequestView
{
    private readonly BenchmarkRequest _request = request;

    public ReadOnlySpan<byte> Method => _request.MethodUtf8;

    public ReadOnlySpan<byte> Host => _request.HostUtf8;

    public ReadOnlySpan<byte> Path => _request.PathUtf8;

    public ReadOnlySpan<byte> Query => _request.QueryUtf8;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value)
    {
        bool has = _request.Version is not null && index == 0 && name.Utf8.SequenceEqual("x-version"u8);
        value = has ? _request.VersionUtf8 : default;
        return has ? 1 : 0;
    }
}
