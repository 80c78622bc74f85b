using System.Security.Cryptography;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>
/// Compiles listeners and their routes into a <see cref="RouteTable"/>. Keep one compiler per table: routes and hosts
/// that did not change since its last call are taken over from the last table. Not thread-safe.
/// </summary>
public sealed class RouteCompiler
{
    private readonly ulong _seed;
    private RouteCache _cache = new();

    /// <summary>A compiler whose tables hash with a secret seed, so that strangers cannot choose colliding keys.</summary>
    public RouteCompiler()
        : this(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))))
    {
    }

    /// <summary>A compiler whose tables hash with a given seed: for tests, and for tables that are to be the same everywhere.</summary>
    /// <param name="seed">Any number.</param>
    public RouteCompiler(ulong seed) => _seed = seed;

    /// <summary>Compiles the listeners of one address, port and protocol.</summary>
    /// <param name="listeners">The listeners, in any order.</param>
    /// <param name="diagnostics">
    /// Gets every finding. A listener or route with an error is left out of the table, so a caller that goes on
    /// in spite of <see cref="DiagnosticBag.HasErrors"/> serves less than was asked for.
    /// </param>
    public RouteTable Compile(IReadOnlyList<RouteListener> listeners, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(listeners);
        ArgumentNullException.ThrowIfNull(diagnostics);

        RouteCache next = new();
        RouteReaders readers = new(_cache, next, diagnostics);
        List<ListenerHosts> accepted = [];
        Dictionary<string, RouteListener> byHostname = new(StringComparer.Ordinal);

        foreach (RouteListener listener in listeners.OrderBy(static listener => listener.Name, StringComparer.Ordinal))
        {
            if (TryAccept(listener, byHostname, diagnostics, out HostnamePattern? hostname))
            {
                accepted.Add(new ListenerHosts(listener, hostname, readers, diagnostics));
            }
        }

        HostRoutesPool pool = new(_cache, next, _seed, diagnostics);
        RouteTable table = new(HostTableBuilder.Build(accepted, pool, _seed), [.. accepted.Select(static hosts => hosts.Listener)]);
        _cache = next;
        return table;
    }

    private static bool TryAccept(
        RouteListener listener,
        Dictionary<string, RouteListener> byHostname,
        DiagnosticBag diagnostics,
        out HostnamePattern? hostname)
    {
        FieldPath at = FieldPath.Of($"Listener {listener.Name}");
        hostname = null;

        if (listener.Hostname is not null && !HostnamePattern.TryParse(listener.Hostname, out hostname))
        {
            diagnostics.Report(RoutingDiagnostics.HostnameInvalid, at.Field("hostname"), listener.Hostname);
            return false;
        }

        if (listener.Port is < 1 or > 65535)
        {
            diagnostics.Report(RoutingDiagnostics.PortOutOfRange, at.Field("port"), $"{listener.Port}");
            return false;
        }

        if (!byHostname.TryAdd(hostname?.Value ?? "", listener))
        {
            diagnostics.Report(RoutingDiagnostics.ListenerRepeated, at.Field("hostname"), listener.Hostname, byHostname[hostname?.Value ?? ""].Name);
            return false;
        }

        return true;
    }
}
