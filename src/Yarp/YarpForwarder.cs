using Gatehouse.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>Forwards by YARP's <see cref="IHttpForwarder"/>: HTTP/1.1, HTTP/2, gRPC, upgrades.</summary>
internal sealed class YarpForwarder(IHttpForwarder forwarder, UpstreamClients clients) : IForwarder
{
    public async ValueTask<ForwardOutcome> ForwardAsync(HttpContext context, UpstreamRequest upstream)
    {
        HttpMessageInvoker client = clients.For(upstream.Protocol, out ForwarderRequestConfig config);
        ForwarderError error = await forwarder.SendAsync(
            context, "http://" + upstream.Endpoint.Authority, client, config, ExactTransformer.Instance, context.RequestAborted);

        return error == ForwarderError.None ? ForwardOutcome.Answered : OutcomeOf(error, context);
    }

    private static ForwardOutcome OutcomeOf(ForwarderError error, HttpContext context)
    {
        if (IsEndOfUpgrade(error))
        {
            return ForwardOutcome.Answered;
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            return ForwardOutcome.ClientGone;
        }

        if (context.Response.HasStarted)
        {
            return ForwardOutcome.Aborted;
        }

        // Canceled though the client is still there: the connection's own timeout did it.
        return error is ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled
            ? ForwardOutcome.TimedOut
            : ForwardOutcome.Unreachable;
    }

    // After one side's close frame an upgraded connection ends in any of these ways; none is a failure.
    private static bool IsEndOfUpgrade(ForwarderError error) => error
        is ForwarderError.UpgradeRequestCanceled
        or ForwarderError.UpgradeResponseCanceled
        or ForwarderError.UpgradeActivityTimeout;
}
