using Gatehouse.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// An ASP.NET Core request as the packages see it. Method, host, path and query are fetched once, since each costs
/// several interface calls; headers only where a rule asks for them.
/// </summary>
internal readonly ref struct HttpContextView(
    ReadOnlySpan<char> method,
    ReadOnlySpan<char> host,
    ReadOnlySpan<char> path,
    ReadOnlySpan<char> query,
    IHeaderDictionary headers) : IHttpRequestView
{
    public ReadOnlySpan<char> Method { get; } = method;

    public ReadOnlySpan<char> Host { get; } = host;

    public ReadOnlySpan<char> Path { get; } = path;

    public ReadOnlySpan<char> Query { get; } = query;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        if (!headers.TryGetValue(name.Value, out StringValues lines) || (uint)index >= (uint)lines.Count)
        {
            value = default;
            return lines.Count;
        }

        value = lines[index].AsSpan().Trim(" \t");
        return lines.Count;
    }
}
