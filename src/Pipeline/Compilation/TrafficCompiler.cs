using System.Collections.Frozen;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>
/// Compiles and links a <see cref="TrafficConfig"/> into a snapshot. Keep one over reloads: what did not change is
/// taken over from its last call. Not thread-safe.
/// </summary>
public sealed class TrafficCompiler
{
    private readonly TlsCompiler _tls = new();
    private Dictionary<PortKey, RouteCompiler> _routeCompilers = [];
    private FrozenDictionary<string, BackendSnapshot> _backends = FrozenDictionary<string, BackendSnapshot>.Empty;

    /// <summary>Compiles a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="diagnostics">Gets every finding. With an error among them the snapshot lacks what it is about.</param>
    /// <param name="generation">The generation of the snapshot.</param>
    public TrafficSnapshot Compile(TrafficConfig config, DiagnosticBag diagnostics, long generation = 1) =>
        Compile(config, diagnostics, generation, new ContentHash().Of(config));

    internal TrafficSnapshot Compile(TrafficConfig config, DiagnosticBag diagnostics, long generation, string contentHash)
    {
        int errorsBefore = diagnostics.ErrorCount;
        _backends = BackendLinker.Compile(config.Backends, _backends, diagnostics);
        BackendLinker.CheckReferences(config.Ports, _backends, diagnostics);
        RateLimitTargets targets = new();
        RateLimitTable limits = RateLimitLinker.Compile(config, targets, diagnostics);
        PortSnapshot[] ports = CompilePorts(config.Ports, targets, diagnostics);
        targets.ReportMissing(diagnostics);
        _tls.Finish(isGood: diagnostics.ErrorCount == errorsBefore);
        return new TrafficSnapshot(generation, contentHash, ports, _backends, limits);
    }

    private PortSnapshot[] CompilePorts(ValueList<GatewayPort> ports, RateLimitTargets targets, DiagnosticBag diagnostics)
    {
        Dictionary<PortKey, RouteCompiler> live = new(ports.Count);
        List<PortSnapshot> compiled = new(ports.Count);

        foreach (GatewayPort port in ports.OrderBy(static port => port.Gateway, StringComparer.Ordinal).ThenBy(static port => port.Port))
        {
            PortKey key = new(port.Gateway, port.Port);
            RouteCompiler routes = _routeCompilers.GetValueOrDefault(key) ?? new RouteCompiler();

            if (!live.TryAdd(key, routes))
            {
                diagnostics.Report(LinkDiagnostics.DuplicatePort, FieldPath.Of($"Gateway {port.Gateway}"), null, port.Port);
                continue;
            }

            RouteTable table = routes.Compile(port.Listeners, diagnostics);
            compiled.Add(new PortSnapshot(port, table, _tls.Compile(port, diagnostics), _backends, targets.Of(port)));
        }

        // The compilers of ports that went away are dropped here, and with them what they remember.
        _routeCompilers = live;
        return [.. compiled];
    }
}
