using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>Walks a request through a snapshot. Every step is synchronous and allocates nothing.</summary>
public static class TrafficPipeline
{
    /// <summary>Decides what is to be done with a request. The first refusal ends the walk.</summary>
    /// <param name="port">The port it arrived on, from the snapshot that was taken for this request.</param>
    /// <param name="request">The request, its path normalised by <see cref="RequestPath"/>.</param>
    /// <param name="roll">A uniformly random number over the whole range; it picks among weighted backends.</param>
    public static RequestDecision Request<TRequest>(PortSnapshot port, scoped in TRequest request, ulong roll)
        where TRequest : IHttpRequestView, allows ref struct
    {
        RouteResult match = port.Table.Match(in request);

        if (match.Outcome != MatchOutcome.Matched)
        {
            return RequestDecision.Missed(in match);
        }

        CompiledRule rule = match.Rule!;

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
