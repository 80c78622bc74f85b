using System.Diagnostics;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>
/// Serves the requests that arrived on a listener of the configuration; those of the application's own endpoints go on
/// to the next middleware.
/// </summary>
internal sealed class TrafficMiddleware(RequestDelegate next, RequestWalk walk, UpstreamDispatch upstream, RequestTelemetry telemetry)
{
    public Task InvokeAsync(HttpContext context)
    {
        ListenerIdentity? listener = context.Features.Get<ListenerIdentity>();
        return listener is null ? next(context) : ServeAsync(context, listener);
    }

    private async Task ServeAsync(HttpContext context, ListenerIdentity listener)
    {
        long started = telemetry.Now;
        using Activity? span = telemetry.StartSpan(context);
        RequestRecord record = new(listener, default, RequestReason.Fault);

        try
        {
            WalkResult walked = walk.Decide(context, listener);
            record = record with { Decision = walked.Decision };
            record = record with { Reason = await CarryOutAsync(context, walked) };
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            record = record with { Reason = RequestReason.ClientGone };
        }
        finally
        {
            telemetry.Finish(context, span, in record, started);
        }
    }

    private async ValueTask<RequestReason> CarryOutAsync(HttpContext context, WalkResult walked)
    {
        switch (walked.Decision.Action)
        {
            case RequestAction.Forward:
                return await upstream.SendAsync(context, walked);

            case RequestAction.Redirect:
                context.Response.StatusCode = walked.Decision.StatusCode;
                context.Response.Headers.Location = walked.Text;
                return walked.Decision.Reason;

            default:
                CloseIfListenerIsGone(context, walked.Decision.Reason);
                await RefusalAnswer.WriteAsync(context, walked.Decision.StatusCode, walked.Decision.Reason);
                return walked.Decision.Reason;
        }
    }

    // A connection outlives its listener so that what is under way can end; after that it has no purpose left. The
    // server is told before the answer begins, so that the answer can say so.
    private static void CloseIfListenerIsGone(HttpContext context, RequestReason reason)
    {
        if (reason == RequestReason.NoListener)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }
}
