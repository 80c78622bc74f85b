using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting;

/// <summary>Prepares a request for its backend, has it forwarded, and answers where no answer came.</summary>
internal sealed class UpstreamDispatch(LoadBalancerRegistry balancers, IForwarder forwarder)
{
    /// <summary>Sends a request on.</summary>
    internal async ValueTask<RequestReason> SendAsync(HttpContext context, WalkResult walked)
    {
        RequestDecision decision = walked.Decision;
        BackendSnapshot target = decision.Target!;

        if (balancers.For(target.Id).Pick(target.Endpoints) is not { } endpoint)
        {
            await RefusalAnswer.WriteAsync(context, 503, RequestReason.NoEndpoints);
            return RequestReason.NoEndpoints;
        }

        UpstreamRequest upstream = new(decision, endpoint, walked.Text);
        Prepare(context, in decision);
        context.Features.Set(upstream);
        return await ConcludeAsync(context, await forwarder.ForwardAsync(context, upstream));
    }

    private static void Prepare(HttpContext context, in RequestDecision decision)
    {
        // How large a body may be is the backend's business, or a policy's; the server's default of 30 MB is neither.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = null;
        }

        // In this order: what the configuration sets is final, so it comes after what the gateway sets on its own.
        HopHeaders.DropNamedByConnection(context.Request.Headers);
        HopHeaders.SetForwarded(context);
        RequestEdits.ApplyToRequest(in decision, context.Request.Headers);
    }

    private static async ValueTask<RequestReason> ConcludeAsync(HttpContext context, ForwardOutcome outcome)
    {
        switch (outcome)
        {
            case ForwardOutcome.Answered:
                return RequestReason.Forwarded;
            case ForwardOutcome.Aborted:
                return RequestReason.UpstreamAborted;
            case ForwardOutcome.ClientGone:
                return RequestReason.ClientGone;
            case ForwardOutcome.TimedOut:
                await RefusalAnswer.WriteAsync(context, 504, RequestReason.UpstreamTimeout);
                return RequestReason.UpstreamTimeout;
            default:
                await RefusalAnswer.WriteAsync(context, 502, RequestReason.UpstreamUnreachable);
                return RequestReason.UpstreamUnreachable;
        }
    }
}
