namespace Gatehouse.Routing;

/// <summary>A redirect, ready to be formatted for a request.</summary>
public sealed class CompiledRedirect
{
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

    /// <summary>Writes the <c>Location</c>: scheme, host, port where it is not the scheme's own, path and query.</summary>
    /// <param name="listener">The listener that received the request.</param>
    /// <param name="request">The request.</param>
    /// <param name="matchedPathLength">From the <see cref="RouteResult"/>.</param>
    /// <param name="destination">Where it is written.</param>
    /// <param name="written">How much was written.</param>
    /// <returns><see langword="false"/> where <paramref name="destination"/> is too short.</returns>
    public bool TryFormatLocation<TRequest>(
        CompiledListener listener,
        scoped in TRequest request,
        int matchedPathLength,
        Span<char> destination,
        out int written)
        where TRequest : Primitives.IHttpRequestView, allows ref struct =>
        throw new NotSupportedException();
}
