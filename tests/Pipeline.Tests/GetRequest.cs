using Gatehouse.Primitives;

namespace Gatehouse.Pipeline.Tests;

/// <summary>A GET without headers.</summary>
internal readonly struct GetRequest(string path, string host = "shop.example") : IHttpRequestView
{
    public ReadOnlySpan<char> Method => "GET";

    public ReadOnlySpan<char> Host => host;

    public ReadOnlySpan<char> Path => path;

    public ReadOnlySpan<char> Query => default;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        value = default;
        return 0;
    }
}
