using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>What the filters of a rule do to a request, as Gateway API tells it.</summary>
public static class FilterOracle
{
    /// <summary>The <c>Location</c>: scheme, host, port where it is not the scheme's own, path and query.</summary>
    public static string Location(RequestRedirect redirect, RouteListener listener, OracleRequest request, int matchedPathLength)
    {
        string scheme = redirect.Scheme ?? (listener.Scheme == ListenerScheme.Https ? "https" : "http");
        string host = redirect.Hostname ?? HostRules.WithoutPort(request.Host);
        int port = Port(redirect, listener);

        // "Omit :port from Location when (http, 80) or (https, 443)".
        string authority = port == WellKnownPort(scheme) ? host : $"{host}:{port}";
        string query = request.Query.Length == 0 ? "" : $"?{request.Query}";
        return $"{scheme}://{authority}{Path(redirect.Path, request.Path, matchedPathLength)}{query}";
    }

    /// <summary>The path after a modifier; the whole path where there is none.</summary>
    public static string Path(PathModifier? modifier, string path, int matchedPathLength) => modifier switch
    {
        null => path,
        { Type: PathModifierType.ReplaceFullPath } => modifier.Value,
        _ => PrefixReplaced(modifier.Value, path[matchedPathLength..]),
    };

    /// <summary>The edits of a modifier: sets, then adds, then removals, names in lower case.</summary>
    public static IEnumerable<(HeaderEditKind Kind, string Name, string Value)> Edits(HeaderModifier modifier) =>
    [
        .. modifier.Set.Select<HeaderValue, (HeaderEditKind, string, string)>(
            header => (HeaderEditKind.Set, header.Name.ToLowerInvariant(), header.Value)),
        .. modifier.Add.Select<HeaderValue, (HeaderEditKind, string, string)>(
            header => (HeaderEditKind.Add, header.Name.ToLowerInvariant(), header.Value)),
        .. modifier.Remove.Select<string, (HeaderEditKind, string, string)>(
            name => (HeaderEditKind.Remove, name.ToLowerInvariant(), "")),
    ];

    // "field if set; else if scheme field set -> well-known port; else listener port (not the Host header port)".
    private static int Port(RequestRedirect redirect, RouteListener listener) =>
        redirect.Port ?? (redirect.Scheme is string scheme ? WellKnownPort(scheme) : listener.Port);

    private static int WellKnownPort(string scheme) => scheme == "https" ? 443 : 80;

    // "value without trailing slash + rest; if empty "/"".
    private static string PrefixReplaced(string value, string rest)
    {
        string replaced = (value.EndsWith('/') ? value[..^1] : value) + rest;
        return replaced.Length == 0 ? "/" : replaced;
    }
}
