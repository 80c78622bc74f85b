using System.Diagnostics;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>A request from its arrival to its answer and its log event.</summary>
internal sealed class RequestService(RequestWalk walk, UpstreamDispatch upstream, IForwarder forwarder, RequestTelemetry telemetry)
{
    private readonly ExchangePool _exchanges = new();

    // One asynchronous method: each one more would be an object more for every request that waits for its backend.
    internal async Task ServeAsync(HttpContext context, ListenerIdentity listener)
    {
        long started = telemetry.Now;
        using Activity? span = telemetry.StartSpan(context);
        Exchange exchange = _exchanges.Rent();

        try
        {
            exchange.Decide(walk.Decide(context, listener));

            if (exchange.Decision.Action == RequestAction.Forward && upstream.TryPrepare(context, exchange))
            {
                UpstreamDispatch.Conclude(exchange, await forwarder.ForwardAsync(context, exchange));
            }

            if (exchange.RefusalStatusCode != 0)
            {
                CloseIfListenerIsGone(context, exchange.Reason);
                await RefusalAnswer.WriteAsync(context, exchange.RefusalStatusCode, exchange.Reason);
            }
            else if (exchange.Decision.Action == RequestAction.Redirect)
            {
                context.Response.StatusCode = exchange.Decision.StatusCode;
                context.Response.Headers.Location = exchange.Target;
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.End(RequestReason.ClientGone);
        }
        finally
        {
            telemetry.Finish(context, span, new RequestRecord(listener, exchange.Decision, exchange.Reason), started);
            context.Features.Set<Exchange>(null);
            _exchanges.Return(exchange);
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
