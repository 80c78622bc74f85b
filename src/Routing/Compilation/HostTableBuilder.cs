using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// Decides for every hostname that any listener or route names which listener owns it and in which order that
/// listener's hostnames are tried, so that a request needs one look-up and then follows links.
/// </summary>
internal sealed class HostTableBuilder
{
    private readonly Dictionary<string, ListenerHosts> _byListenerHostname;
    private readonly Dictionary<(ListenerHosts, string), HostEntry> _entries = [];
    private readonly HostRoutesPool _pool;

    private HostTableBuilder(IReadOnlyList<ListenerHosts> listeners, HostRoutesPool pool)
    {
        _byListenerHostname = listeners.ToDictionary(static hosts => hosts.Hostname?.Value ?? ListenerHosts.EveryHost, StringComparer.Ordinal);
        _pool = pool;
    }

    public static HostnameIndex<HostEntry> Build(IReadOnlyList<ListenerHosts> listeners, HostRoutesPool pool, ulong seed)
    {
        HostTableBuilder builder = new(listeners, pool);
        HashSet<string> hostnames = new(listeners.SelectMany(static hosts => hosts.Hostnames), StringComparer.Ordinal);
        hostnames.UnionWith(builder._byListenerHostname.Keys);
        hostnames.Remove(ListenerHosts.EveryHost);
        List<KeyValuePair<string, HostEntry>> entries = new(hostnames.Count);

        foreach (string hostname in hostnames)
        {
            if (builder.OwnerOf(hostname) is { } owner)
            {
                entries.Add(new(hostname, builder.FirstEntry(owner, hostname)));
            }
        }

        HostEntry? everyHost = builder.OwnerOf(ListenerHosts.EveryHost) is { } every
            ? builder.FirstEntry(every, ListenerHosts.EveryHost)
            : null;
        return new HostnameIndex<HostEntry>(entries, everyHost, seed);
    }

    // The most specific listener that covers the hostname: it alone sees the requests for it (Gateway API, listener isolation).
    private ListenerHosts? OwnerOf(string hostname)
    {
        for (string? covering = hostname; covering is not null; covering = LessSpecific(covering))
        {
            if (_byListenerHostname.TryGetValue(covering, out ListenerHosts? owner))
            {
                return owner;
            }
        }

        return null;
    }

    /// <summary>The entry of the owner's most specific hostname that covers this one; an empty one where it has none.</summary>
    private HostEntry FirstEntry(ListenerHosts owner, string hostname) =>
        Entry(owner, hostname) ?? new HostEntry(owner.Listener, hostname, null, null, null);

    private HostEntry? Entry(ListenerHosts owner, string? hostname)
    {
        for (string? covering = hostname; covering is not null; covering = LessSpecific(covering))
        {
            if (_entries.TryGetValue((owner, covering), out HostEntry? entry))
            {
                return entry;
            }

            if (owner.TryGetRoutes(covering, out (List<CompiledRoute> Http, List<CompiledRoute> Grpc) routes))
            {
                entry = new HostEntry(
                    owner.Listener, covering, _pool.TableOf(routes.Http), _pool.TableOf(routes.Grpc), Entry(owner, LessSpecific(covering)));
                _entries.Add((owner, covering), entry);
                return entry;
            }
        }

        return null;
    }

    // a.b.example → *.b.example → *.example → every host. The wildcards that cover "*.b.example" begin with "*.example".
    private static string? LessSpecific(string hostname)
    {
        if (hostname.Length == 0)
        {
            return null;
        }

        int dot = hostname.IndexOf('.', hostname[0] == '*' ? 2 : 0);
        return dot < 0 ? ListenerHosts.EveryHost : $"*{hostname.AsSpan(dot)}";
    }
}
