using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting;

/// <summary>What comes before a request is forwarded, and what its end means.</summary>
internal sealed class UpstreamDispatch(LoadBalancerRegistry balancers, HopPolicy hop, AttemptMeter meter, IForwarder forwarder)
{
    /// <summary>Chooses the endpoint and makes the request's headers what the backend is to get; refuses where there is no endpoint.</summary>
    internal bool TryPrepare(HttpContext context, Exchange exchange)
    {
        BackendSnapshot target = exchange.Decision.Target!;

        if (hop.IsLoop(context))
        {
            exchange.Refuse(508, RequestReason.ForwardingLoop);
            return false;
        }

        if (balancers.For(target.Id).Pick(target.Endpoints) is not { } endpoint)
        {
            exchange.Refuse(503, RequestReason.NoEndpoints);
            return false;
        }

        // How large a body may be is the backend's business, or a policy's; the server's default of 30 MB is neither.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = null;
        }

        // In this order: what the configuration sets is final, so it comes after what the gateway sets on its own.
        hop.Send(context, in exchange.Arrival, exchange.Span);
        RequestEdits.ApplyToRequest(in exchange.Decision, context.Request.Headers);
        exchange.Address(endpoint, meter.Begin());
        context.Features.Set(exchange);
        return true;
    }

    /// <summary>Has the endpoint answer. The task is the forwarder's own.</summary>
    internal Task ForwardAsync(Exchange exchange) => forwarder.ForwardAsync(exchange);

    /// <summary>Settles how a forwarded request ended; <paramref name="attempt"/> is completed.</summary>
    internal void Conclude(Exchange exchange, Task attempt)
    {
        ForwardOutcome outcome = forwarder.OutcomeOf(attempt, exchange);
        meter.End(exchange, outcome);

        switch (outcome)
        {
            case ForwardOutcome.Answered:
                exchange.End(RequestReason.Forwarded);
                break;
            case ForwardOutcome.Aborted:
                exchange.End(RequestReason.UpstreamAborted);
                break;
            case ForwardOutcome.ClientGone:
                exchange.End(RequestReason.ClientGone);
                break;
            case ForwardOutcome.BadBody:
                exchange.Refuse(400, RequestReason.BadBody);
                break;
            case ForwardOutcome.Unsendable:
                exchange.Refuse(400, RequestReason.Unsendable);
                break;
            case ForwardOutcome.TimedOut:
                exchange.Refuse(504, RequestReason.UpstreamTimeout);
                break;
            case ForwardOutcome.Broken:
                exchange.Refuse(502, RequestReason.UpstreamBroken);
                break;
            default:
                exchange.Refuse(503, RequestReason.UpstreamUnreachable);
                break;
        }
    }
}
