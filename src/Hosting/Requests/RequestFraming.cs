using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Where a request ends. The server reads it in one way; what another reader on the way could read otherwise is refused,
/// though RFC 9112 would let it pass: the difference is how requests are smuggled.
/// </summary>
internal static class RequestFraming
{
    // What the server leaves of a Content-Length beside a Transfer-Encoding.
    private const string OverriddenLength = "X-Content-Length";

    /// <summary>Whether every reader finds the same end.</summary>
    internal static bool IsSound(HttpRequest request)
    {
        StringValues codings = request.Headers.TransferEncoding;

        // HTTP/2 has frames, and the server refuses the field there.
        return codings.Count == 0
            || (codings.Count == 1 && IsChunked(codings[0]) && HttpProtocol.IsHttp11(request.Protocol) && !HasLength(request.Headers));
    }

    // No other coding is undone here, and the backend would not be told of it (RFC 9112 section 6.1: 501 or 400).
    private static bool IsChunked(ReadOnlySpan<char> codings) => codings.Trim(" \t").Equals("chunked", StringComparison.OrdinalIgnoreCase);

    private static bool HasLength(IHeaderDictionary headers) => headers.ContentLength is not null || headers.ContainsKey(OverriddenLength);
}
