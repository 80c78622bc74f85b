using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>A request, before it is laid out as a host would hold it.</summary>
public sealed record BenchmarkRequest(string Method, string Host, string Path, string Query = "", string Version = "");

/// <summary>
/// Requests one after the other in one buffer of each text form: a server has just parsed its request, so its text is in
/// the cache, and thousands of scattered strings would measure the cache instead of the table.
/// </summary>
public sealed class RequestSet
{
    private readonly char[] _text;
    private readonly byte[] _utf8;
    private readonly Layout[] _layouts;

    public RequestSet(IReadOnlyList<BenchmarkRequest> requests)
    {
        StringBuilder text = new();
        _layouts = new Layout[requests.Count];

        for (int i = 0; i < requests.Count; i++)
        {
            BenchmarkRequest request = requests[i];
            int start = text.Length;
            text.Append(request.Method).Append(request.Host).Append(request.Path).Append(request.Query).Append(request.Version);
            _layouts[i] = new Layout(
                start, (ushort)request.Method.Length, (ushort)request.Host.Length, (ushort)request.Path.Length, (ushort)request.Query.Length, (ushort)request.Version.Length);
        }

        _text = text.ToString().ToCharArray();
        _utf8 = Encoding.ASCII.GetBytes(_text);
    }

    public RequestView<char> Text(int i) => new(_text, _layouts[i]);

    public RequestView<byte> Utf8(int i) => new(_utf8, _layouts[i]);
}

/// <summary>Where the parts of a request are: method, host, path, query and the value of x-version, one after the other.</summary>
public readonly record struct Layout(int Start, ushort Method, ushort Host, ushort Path, ushort Query, ushort Version);

/// <summary>The parts of a request of a <see cref="RequestSet"/>.</summary>
public readonly ref struct RequestView<TText>(ReadOnlySpan<TText> text, Layout layout)
{
    public ReadOnlySpan<TText> Method { get; } = text.Slice(layout.Start, layout.Method);

    public ReadOnlySpan<TText> Host { get; } = text.Slice(layout.Start + layout.Method, layout.Host);

    public ReadOnlySpan<TText> Path { get; } = text.Slice(layout.Start + layout.Method + layout.Host, layout.Path);

    public ReadOnlySpan<TText> Query { get; } = text.Slice(layout.Start + layout.Method + layout.Host + layout.Path, layout.Query);

    public ReadOnlySpan<TText> Version { get; } = text.Slice(layout.Start + layout.Method + layout.Host + layout.Path + layout.Query, layout.Version);
}

/// <summary>The request as UTF-16 text.</summary>
public readonly ref struct TextView(RequestView<char> request) : IHttpRequestView
{
    private readonly RequestView<char> _request = request;

    public ReadOnlySpan<char> Method => _request.Method;

    public ReadOnlySpan<char> Host => _request.Host;

    public ReadOnlySpan<char> Path => _request.Path;

    public ReadOnlySpan<char> Query => _request.Query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        bool has = !_request.Version.IsEmpty && index == 0 && name.Value == "x-version";
        value = has ? _request.Version : default;
        return has ? 1 : 0;
    }
}

/// <summary>The request as UTF-8 bytes.</summary>
public readonly ref struct Utf8View(RequestView<byte> request) : IUtf8HttpRequestView
{
    private readonly RequestView<byte> _request = request;

    public ReadOnlySpan<byte> Method => _request.Method;

    public ReadOnlySpan<byte> Host => _request.Host;

    public ReadOnlySpan<byte> Path => _request.Path;

    public ReadOnlySpan<byte> Query => _request.Query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<byte> value)
    {
        bool has = !_request.Version.IsEmpty && index == 0 && name.Utf8.SequenceEqual("x-version"u8);
        value = has ? _request.Version : default;
        return has ? 1 : 0;
    }
}
