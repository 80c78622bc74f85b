using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>A redirect, ready to be formatted for a request.</summary>
public sealed class CompiledRedirect
{
    // "https://" and ":65535".
    private const int SchemeAndPortLengthMax = 14;

    private readonly string? _scheme;
    private readonly string? _hostname;
    private readonly int? _port;
    private readonly PathEdit? _path;

    internal CompiledRedirect(int statusCode, string? scheme, string? hostname, int? port, PathEdit? path)
    {
        StatusCode = statusCode;
        _scheme = scheme;
        _hostname = hostname;
        _port = port;
        _path = path;
    }

    /// <summary>301, 302, 303, 307 or 308.</summary>
    public int StatusCode { get; }

    /// <summary>The most that the <c>Location</c> for a request can take, in characters.</summary>
    public int LocationLengthMax<TRequest>(scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct =>
        checked(SchemeAndPortLengthMax
            + Math.Max(_hostname?.Length ?? 0, request.Host.Length)
            + request.Path.Length + (_path?.Value.Length ?? 0) + 1
            + request.Query.Length + 1);

    /// <summary>
    /// Writes the <c>Location</c>: scheme, host, port where it is not the scheme's own, path and query
    /// (Gateway API, HTTPRequestRedirectFilter).
    /// </summary>
    /// <param name="listener">The listener that received the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="matchedPathLength">From the <see cref="RouteResult"/>.</param>
    /// <param name="destination">Where it is written; <see cref="LocationLengthMax"/> is room enough.</param>
    /// <param name="written">How much was written.</param>
    /// <returns><see langword="false"/> where <paramref name="destination"/> is too short.</returns>
    public bool TryFormatLocation<TRequest>(
        CompiledListener listener,
        scoped in TRequest request,
        int matchedPathLength,
        Span<char> destination,
        out int written)
        where TRequest : IHttpRequestView, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(listener);
        TextBuffer buffer = new(destination);
        bool fits = TryWriteOrigin(listener, request.Host, ref buffer)
            && (_path is null ? buffer.TryWrite(request.Path) : _path.TryWrite(request.Path, matchedPathLength, ref buffer))
            && (request.Query.IsEmpty || (buffer.TryWrite("?") && buffer.TryWrite(request.Query)));
        written = buffer.Length;
        return fits;
    }

    private bool TryWriteOrigin(CompiledListener listener, ReadOnlySpan<char> requestHost, ref TextBuffer buffer)
    {
        bool isHttps = _scheme is null ? listener.Scheme == ListenerScheme.Https : _scheme == "https";
        int wellKnownPort = isHttps ? 443 : 80;

        // A given scheme brings its well-known port along; without one the listener's declared port stays.
        int port = _port ?? (_scheme is null ? listener.Port : wellKnownPort);

        return buffer.TryWrite(isHttps ? "https://" : "http://")
            && buffer.TryWrite(_hostname ?? Authority.WithoutPort(requestHost))
            && (port == wellKnownPort || (buffer.TryWrite(":") && buffer.TryWrite(port)));
    }
}
