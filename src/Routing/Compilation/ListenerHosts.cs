using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>A listener and, for each hostname its routes effectively serve, those routes.</summary>
internal sealed class ListenerHosts
{
    /// <summary>The key of what serves every host.</summary>
    public const string EveryHost = "";

    private readonly Dictionary<string, (List<CompiledRoute> Http, List<CompiledRoute> Grpc)> _routes = new(StringComparer.Ordinal);

    public ListenerHosts(RouteListener listener, HostnamePattern? hostname, RouteReaders readers, DiagnosticBag diagnostics)
    {
        Listener = new CompiledListener(listener);
        Hostname = hostname;

        foreach (HttpRoute route in listener.HttpRoutes)
        {
            if (readers.TryRead(route, out CompiledRoute? compiled))
            {
                Attach(compiled, route.Hostnames, static groups => groups.Http, diagnostics);
            }
        }

        foreach (GrpcRoute route in listener.GrpcRoutes)
        {
            if (readers.TryRead(route, out CompiledRoute? compiled))
            {
                Attach(compiled, route.Hostnames, static groups => groups.Grpc, diagnostics);
            }
        }
    }

    public CompiledListener Listener { get; }

    public HostnamePattern? Hostname { get; }

    /// <summary>The effective hostnames; <see cref="EveryHost"/> among them where a route and the listener serve all.</summary>
    public IReadOnlyCollection<string> Hostnames => _routes.Keys;

    public bool TryGetRoutes(string hostname, out (List<CompiledRoute> Http, List<CompiledRoute> Grpc) routes) =>
        _routes.TryGetValue(hostname, out routes);

    private void Attach(
        CompiledRoute route,
        ValueList<string> hostnames,
        Func<(List<CompiledRoute> Http, List<CompiledRoute> Grpc), List<CompiledRoute>> kind,
        DiagnosticBag diagnostics)
    {
        FieldPath at = CompiledRoute.PathOf(route.Kind, route.Name).Field("spec").Field("hostnames");

        if (hostnames.IsEmpty)
        {
            Add(route, Hostname, kind);
        }

        for (int i = 0; i < hostnames.Count; i++)
        {
            if (!HostnamePattern.TryParse(hostnames[i], out HostnamePattern? hostname))
            {
                diagnostics.Report(RoutingDiagnostics.HostnameInvalid, at.Index(i), hostnames[i]);
            }
            else if (HostnamePattern.TryIntersect(Hostname, hostname, out HostnamePattern? effective))
            {
                Add(route, effective, kind);
            }
        }
    }

    private void Add(CompiledRoute route, HostnamePattern? hostname, Func<(List<CompiledRoute> Http, List<CompiledRoute> Grpc), List<CompiledRoute>> kind)
    {
        string key = hostname?.Value ?? EveryHost;

        if (!_routes.TryGetValue(key, out (List<CompiledRoute> Http, List<CompiledRoute> Grpc) groups))
        {
            _routes[key] = groups = ([], []);
        }

        // Two hostnames of a route may intersect to the same one.
        List<CompiledRoute> routes = kind(groups);

        if (routes.Count == 0 || !ReferenceEquals(routes[^1], route))
        {
            routes.Add(route);
        }
    }
}
