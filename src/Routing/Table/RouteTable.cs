using System.Numerics;
using System.Runtime.CompilerServices;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// The compiled routes of one address, port and protocol. Immutable and safe for any number of threads.
/// A match allocates nothing, and its cost does not grow with the number of hosts, paths, header or query values.
/// </summary>
public sealed class RouteTable
{
    private readonly HostnameIndex<HostEntry> _hosts;

    // Only an explanation asks for them: a match knows its listener from the host's entry.
    private readonly CompiledListener[] _listeners;

    internal RouteTable(HostnameIndex<HostEntry> hosts, CompiledListener[] listeners)
    {
        _hosts = hosts;
        _listeners = listeners;
    }

    /// <summary>A table without listeners: nothing is ever selected.</summary>
    public static RouteTable Empty { get; } = new(new HostnameIndex<HostEntry>([], null, 0), []);

    /// <summary>Selects the listener and the rule for a request (Gateway API, HTTPRouteRule and GRPCRouteRule).</summary>
    /// <param name="request">The request, its path normalised by <see cref="RequestPath"/>.</param>
    /// <returns>The rule, or how far the search came.</returns>
    public RouteResult Match<TRequest>(scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct
    {
        Unobserved unobserved = default;
        return Match<TRequest, char, Unobserved>(ref Unsafe.AsRef(in request), ref unobserved);
    }

    /// <inheritdoc cref="Match{TRequest}(in TRequest)"/>
    public RouteResult MatchUtf8<TRequest>(scoped in TRequest request)
        where TRequest : IUtf8HttpRequestView, allows ref struct
    {
        Unobserved unobserved = default;
        return Match<TRequest, byte, Unobserved>(ref Unsafe.AsRef(in request), ref unobserved);
    }

    /// <summary>
    /// The listener that owns a host, the most specific one that covers it, whether or not it has a route for it;
    /// <see langword="null"/> where none does. Allocates nothing.
    /// </summary>
    /// <param name="host">
    /// The host in any case, with or without a port: a Host header or a server name (RFC 6066 section 3). Where it is
    /// empty only a listener without a hostname owns it.
    /// </param>
    public CompiledListener? FindListener(ReadOnlySpan<char> host) =>
        _hosts.TryFind(Authority.HostOf(host), out HostEntry? entry) ? entry.Listener : null;

    /// <summary>
    /// Tells why <see cref="Match{TRequest}(in TRequest)"/> answers as it does. For people: it allocates, and tests what a
    /// match passes over.
    /// </summary>
    /// <param name="request">The request, its path normalised by <see cref="RequestPath"/>.</param>
    public RouteExplanation Explain<TRequest>(scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct
    {
        _hosts.TryFind(Authority.HostOf(request.Host), out HostEntry? entry);
        return RouteExplainer.Explain(ref Unsafe.AsRef(in request), entry, _listeners);
    }

    internal RouteResult Match<TRequest, TText, TObserver>(scoped ref TRequest request, ref TObserver observer)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
        where TObserver : IMatchObserver
    {
        if (!_hosts.TryFind(Authority.HostOf(request.Host), out HostEntry? entry))
        {
            return new RouteResult(MatchOutcome.NoListener, null, null, 0);
        }

        ReadOnlySpan<TText> path = request.Path;
        bool anyHost = false;

        if (entry.ServesGrpc && GrpcRequest.Is<TRequest, TText>(ref request))
        {
            bool wellFormed = GrpcCondition.IsGrpcPath(path);

            for (HostEntry? host = entry; host is not null; host = host.LessSpecific)
            {
                anyHost |= host.Grpc is not null;

                if (wellFormed && host.Grpc?.Find(ref request, path, ref observer, out int length) is { } rule)
                {
                    return new RouteResult(MatchOutcome.Matched, entry.Listener, rule, path.Length);
                }
            }
        }

        for (HostEntry? host = entry; host is not null; host = host.LessSpecific)
        {
            if (host.Http is null)
            {
                continue;
            }

            anyHost = true;

            if (host.Http.Find(ref request, path, ref observer, out int length) is { } rule)
            {
                return new RouteResult(MatchOutcome.Matched, entry.Listener, rule, length);
            }
        }

        return new RouteResult(anyHost ? MatchOutcome.NoRule : MatchOutcome.NoHost, entry.Listener, null, 0);
    }
}
