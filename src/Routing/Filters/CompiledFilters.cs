namespace Gatehouse.Routing;

/// <summary>
/// What a rule or a backend does to a request and its answer, as data in the order it is to be applied. The host
/// applies it: header edits to its own header collection, redirect and rewrite by formatting into a buffer.
/// </summary>
public sealed class CompiledFilters
{
    /// <summary>Nothing is done.</summary>
    public static CompiledFilters None { get; } = new([], [], null, null, null);

    private readonly HeaderEdit[] _requestHeaders;
    private readonly HeaderEdit[] _responseHeaders;

    internal CompiledFilters(
        HeaderEdit[] requestHeaders,
        HeaderEdit[] responseHeaders,
        CompiledRedirect? redirect,
        CompiledRewrite? rewrite,
        string? unresolved)
    {
        _requestHeaders = requestHeaders;
        _responseHeaders = responseHeaders;
        Redirect = redirect;
        Rewrite = rewrite;
        Unresolved = unresolved;
    }

    /// <summary>Edits of the request's headers: sets, then adds, then removals.</summary>
    public ReadOnlySpan<HeaderEdit> RequestHeaders => _requestHeaders;

    /// <summary>Edits of the answer's headers: sets, then adds, then removals.</summary>
    public ReadOnlySpan<HeaderEdit> ResponseHeaders => _responseHeaders;

    /// <summary>The redirect to answer with, if any; no backend is asked then.</summary>
    public CompiledRedirect? Redirect { get; }

    /// <summary>The rewrite of what the backend is asked for, if any.</summary>
    public CompiledRewrite? Rewrite { get; }

    /// <summary>The first filter that could not be resolved, if any: the request is answered 500.</summary>
    public string? Unresolved { get; }
}
