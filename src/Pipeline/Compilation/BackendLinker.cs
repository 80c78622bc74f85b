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
        // A route is often attached to several listeners; its author made the mistake once.
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

        foreach (GatewayPort port in ports)
        {
            foreach (RouteListener listener in port.Listeners)
            {
                foreach (HttpRoute route in listener.HttpRoutes)
                {
                    for (int i = 0; i < route.Rules.Count && (i > 0 || seen.Add(route)); i++)
                    {
                        Check("HTTPRoute", route.Name, i, route.Rules[i].Backends);
                    }
                }

                foreach (GrpcRoute route in listener.GrpcRoutes)
                {
                    for (int i = 0; i < route.Rules.Count && (i > 0 || seen.Add(route)); i++)
                    {
                        Check("GRPCRoute", route.Name, i, route.Rules[i].Backends);
                    }
                }
            }
        }

        void Check(string kind, string name, int rule, ValueList<BackendRef> references)
        {
            for (int i = 0; i < references.Count; i++)
            {
                if (references[i].Id is { } id && !backends.ContainsKey(id))
                {
                    FieldPath at = FieldPath.Of($"{kind} {name}").Field("spec").Field("rules").Index(rule);
                    diagnostics.Report(LinkDiagnostics.UnknownBackend, at.Field("backendRefs").Index(i), id);
                }
            }
        }
    }

    private static BackendSnapshot Compile(Backend backend, DiagnosticBag diagnostics)
    {
        SortedDictionary<string, UpstreamEndpoint> endpoints = new(StringComparer.Ordinal);

        foreach ((int index, BackendEndpoint endpoint) in backend.Endpoints.Index())
        {
            if (Compile(endpoint) is { } compiled)
            {
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

    private static UpstreamEndpoint? Compile(BackendEndpoint endpoint)
    {
        if (endpoint.Port is <= 0 or > ushort.MaxValue)
        {
            return null;
        }

        if (IPAddress.TryParse(endpoint.Address, out IPAddress? address))
        {
            return new UpstreamEndpoint(new IPEndPoint(address, endpoint.Port));
        }

        // In lower case, so that two spellings of a name are one endpoint with one pool of connections.
        return BackendEndpoint.IsName(endpoint.Address)
            ? new UpstreamEndpoint(new DnsEndPoint(endpoint.Address.ToLowerInvariant(), endpoint.Port))
            : null;
    }
}
