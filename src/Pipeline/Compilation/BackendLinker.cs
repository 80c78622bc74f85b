using System.Collections.Frozen;
using System.Net;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Resilience;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>Compiles backends and checks that every reference to one is good.</summary>
internal static class BackendLinker
{
    internal static FrozenDictionary<string, BackendSnapshot> Compile(
        ValueList<Backend> backends,
        FrozenDictionary<string, BackendSnapshot> last,
        DiagnosticBag diagnostics)
    {
        Dictionary<string, BackendSnapshot> compiled = new(backends.Count, StringComparer.Ordinal);

        foreach (Backend backend in backends)
        {
            // Equal records compile to equal snapshots, so an unchanged backend is the same object over reloads.
            bool isUnchanged = last.TryGetValue(backend.Id, out BackendSnapshot? before) && before.Source == backend;
            BackendSnapshot snapshot = isUnchanged ? before! : Compile(backend, diagnostics);

            if (!compiled.TryAdd(backend.Id, snapshot))
            {
                diagnostics.Report(LinkDiagnostics.DuplicateBackend, FieldPath.Of($"Backend {backend.Id}").Field("id"), backend.Id);
            }
        }

        return compiled.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reports each reference to a backend that does not exist, once for each route.</summary>
    internal static void CheckReferences(
        ValueList<GatewayPort> ports,
        FrozenDictionary<string, BackendSnapshot> backends,
        DiagnosticBag diagnostics)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);

        foreach (RouteListener listener in ports.SelectMany(static port => port.Listeners))
        {
            foreach (HttpRoute route in listener.HttpRoutes)
            {
                Check($"HTTPRoute {route.Name}", route.Rules.Select(static rule => rule.Backends));
            }

            foreach (GrpcRoute route in listener.GrpcRoutes)
            {
                Check($"GRPCRoute {route.Name}", route.Rules.Select(static rule => rule.Backends));
            }
        }

        void Check(string objectName, IEnumerable<ValueList<BackendRef>> rules)
        {
            // A route is often attached to several listeners; its author made the mistake once.
            if (!seen.Add(objectName))
            {
                return;
            }

            foreach ((int ruleIndex, ValueList<BackendRef> references) in rules.Index())
            {
                foreach ((int index, BackendRef reference) in references.Index())
                {
                    if (reference.Id is not null && !backends.ContainsKey(reference.Id))
                    {
                        FieldPath rule = FieldPath.Of(objectName).Field("spec").Field("rules").Index(ruleIndex);
                        diagnostics.Report(LinkDiagnostics.UnknownBackend, rule.Field("backendRefs").Index(index), reference.Id);
                    }
                }
            }
        }
    }

    private static BackendSnapshot Compile(Backend backend, DiagnosticBag diagnostics)
    {
        SortedDictionary<string, UpstreamEndpoint> endpoints = new(StringComparer.Ordinal);

        foreach ((int index, BackendEndpoint endpoint) in backend.Endpoints.Index())
        {
            if (IPAddress.TryParse(endpoint.Address, out IPAddress? address) && endpoint.Port is > 0 and <= ushort.MaxValue)
            {
                UpstreamEndpoint compiled = new(new IPEndPoint(address, endpoint.Port));
                endpoints[compiled.Authority] = compiled;
            }
            else
            {
                FieldPath at = FieldPath.Of($"Backend {backend.Id}").Field("endpoints").Index(index);
                diagnostics.Report(LinkDiagnostics.BadEndpoint, at, $"{endpoint.Address}:{endpoint.Port}");
            }
        }

        return new BackendSnapshot(backend, [.. endpoints.Values]);
    }
}
