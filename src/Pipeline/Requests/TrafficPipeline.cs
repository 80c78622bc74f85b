using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>Walks connections and requests through a snapshot. Every step is synchronous and allocates nothing.</summary>
public static class TrafficPipeline
{
    /// <summary>
    /// Decides how the TLS of a connection is terminated: the server name picks the most specific listener, then one of its
    /// certificates, by the names in these (exact before wildcard), else the first.
    /// </summary>
    /// <param name="port">The port it arrived on, from the snapshot of this moment.</param>
    /// <param name="serverName">The name of the ClientHello (RFC 6066 section 3); empty where it has none.</param>
    public static HelloDecision Hello(PortSnapshot port, ReadOnlySpan<char> serverName)
    {
        if (port.Tls is not { } tls)
        {
            return HelloDecision.Refused(HelloReason.NotTls);
        }

        if (port.Table.FindListener(serverName) is not { } listener)
        {
            return HelloDecision.Refused(HelloReason.NoListener);
        }

        return tls.Choose(listener.Name, Authority.HostOf(serverName)) is { } offered
            ? HelloDecision.Terminated(listener, offered.Options, tls.Clients)
            : HelloDecision.Refused(HelloReason.NoCertificate, listener);
    }

    /// <summary>Decides what is to be done with a request. The first refusal ends the walk.</summary>
    /// <param name="port">The port it arrived on, from the snapshot that was taken for this request.</param>
    /// <param name="request">The request, its path normalised by <see cref="RequestPath"/>.</param>
    /// <param name="roll">A uniformly random number over the whole range; it picks among weighted backends.</param>
    /// <param name="connection">
    /// The connection it arrived on. <see langword="null"/>: one in cleartext, so that a port that speaks TLS refuses it.
    /// </param>
    /// <param name="limits">
    /// Room for what the request is charged, begun for it; it says afterwards which policy held and what its limits answered, and has
    /// to be released when the request ends. <see langword="null"/>: a request that is to be limited is refused.
    /// </param>
    public static RequestDecision Request<TRequest>(
        PortSnapshot port, scoped in TRequest request, ulong roll, ConnectionFacts? connection = null, RequestLimits? limits = null)
        where TRequest : IHttpRequestView, allows ref struct
    {
        bool isTls = connection is { IsTls: true };

        // A reload may turn the scheme of a port round under a live connection: what is meant for TLS stays there.
        if (isTls != (port.Scheme == ListenerScheme.Https))
        {
            return RequestDecision.Misdirected(null);
        }

        // Before any route is looked at: who is not admitted learns nothing of them.
        if (isTls && port.Tls is { } tls && !tls.StillAdmits(connection!))
        {
            return RequestDecision.NoLongerAdmitted();
        }

        RouteResult match = port.Table.Match(in request);

        if (isTls && match.Listener is { } owner && !ReferenceEquals(owner, port.Table.FindListener(connection!.ServerName)))
        {
            return RequestDecision.Misdirected(owner);
        }

        if (match.Outcome != MatchOutcome.Matched)
        {
            return RequestDecision.Missed(in match);
        }

        CompiledRule rule = match.Rule!;

        // Before everything that a rule answers: a redirect or an error costs something too, and a limit shields from floods of both.
        if (port.RateLimits is { } rates && rates.Find(match.Listener!, rule) is { } policy)
        {
            RequestReason refusal = limits is null ? RequestReason.RateLimitUnavailable : limits.Charge(policy, rule, in request);

            if (refusal != RequestReason.None)
            {
                return RequestDecision.Refused(refusal == RequestReason.RateLimited ? 429 : 500, refusal, in match);
            }
        }

        // Before the redirect: what could not be resolved may have been what guards it.
        if (rule.Filters.Unresolved is not null)
        {
            return RequestDecision.Refused(500, RequestReason.UnresolvedFilter, in match);
        }

        // "A redirect filter needs no backend" (Gateway API), so it answers before any of them is looked at.
        return rule.Filters.Redirect is { } redirect
            ? RequestDecision.Redirected(redirect, in match)
            : Choose(port, in match, rule.Backends.Pick(roll));
    }

    private static RequestDecision Choose(PortSnapshot port, in RouteResult match, CompiledBackend? backend)
    {
        if (backend is null)
        {
            return RequestDecision.Refused(500, RequestReason.NoBackends, in match);
        }

        if (backend.Filters.Unresolved is not null)
        {
            return RequestDecision.Refused(500, RequestReason.UnresolvedFilter, in match, backend);
        }

        if (backend.Filters.Redirect is { } redirect)
        {
            return RequestDecision.Redirected(redirect, in match, backend);
        }

        if (backend.Id is null || port.FindBackend(backend.Id) is not { } target)
        {
            return RequestDecision.Refused(500, RequestReason.UnresolvedBackend, in match, backend);
        }

        // Speaking cleartext to a backend that is to be verified would give the request to whoever answers.
        if (target.Tls is not null)
        {
            return RequestDecision.Refused(500, RequestReason.BackendTlsNotServed, in match, backend);
        }

        return target.Endpoints.IsEmpty
            ? RequestDecision.Refused(503, RequestReason.NoEndpoints, in match, backend)
            : RequestDecision.Forwarded(in match, backend, target);
    }
}
