using System.Diagnostics;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>A request from its arrival to its answer and its log event.</summary>
internal sealed class RequestService(RequestWalk walk, UpstreamDispatch upstream, ArrivalReader arrivals, RequestTelemetry telemetry)
{
    private readonly ExchangePool _exchanges = new();

    internal Task ServeAsync(HttpContext context, ListenerIdentity listener)
    {
        Activity? outer = Activity.Current;
        Exchange exchange = _exchanges.Rent();
        Arrival arrival = arrivals.Read(context, listener);
        exchange.Begin(context, in arrival);

        try
        {
            exchange.Trace(telemetry.Begin(context, in arrival));
            exchange.Decide(walk.Decide(context, listener, exchange));
            bool isForwarded = exchange.Decision.Action == RequestAction.Forward && upstream.TryPrepare(context, exchange);
            return isForwarded ? ForwardAsync(exchange) : AnswerAsync(exchange);
        }
        catch (Exception failure)
        {
            Settle(exchange, failure);
            throw;
        }
        finally
        {
            // This method is not asynchronous, so what it makes current would stay so for whoever called it.
            Activity.Current = outer;
        }
    }

    // The one asynchronous method of a forwarded request. All it keeps is in the exchange: what it had of its own would be
    // garbage of every request that waits for its backend.
    private async Task ForwardAsync(Exchange exchange)
    {
        try
        {
            Task attempt = upstream.ForwardAsync(exchange);
            await attempt;
            upstream.Conclude(exchange, attempt);
        }
        catch (Exception failure)
        {
            if (!Settle(exchange, failure))
            {
                throw;
            }

            return;
        }

        if (exchange.RefusalStatusCode == 0)
        {
            Finish(exchange);
        }
        else
        {
            await AnswerAsync(exchange);
        }
    }

    // What the gateway answers by itself.
    private async Task AnswerAsync(Exchange exchange)
    {
        try
        {
            if (exchange.RefusalStatusCode != 0)
            {
                CloseIfOfNoMoreUse(exchange);
                await RefusalAnswer.WriteAsync(exchange);
            }
            else
            {
                exchange.Context.Response.StatusCode = exchange.Decision.StatusCode;
                exchange.Context.Response.Headers.Location = exchange.Target;
                exchange.TellLimits(exchange.Context.Response);
            }
        }
        catch (Exception failure)
        {
            if (!Settle(exchange, failure))
            {
                throw;
            }

            return;
        }

        Finish(exchange);
    }

    // A client that left is an end like others; anything else is a defect, told by the server's log and a status 500.
    private bool Settle(Exchange exchange, Exception failure)
    {
        bool isClientGone = failure is OperationCanceledException && exchange.Context.RequestAborted.IsCancellationRequested;
        exchange.End(isClientGone ? RequestReason.ClientGone : RequestReason.Fault);
        Finish(exchange);
        return isClientGone;
    }

    private void Finish(Exchange exchange)
    {
        walk.Leave(exchange);
        telemetry.Finish(exchange);
        exchange.Span?.Dispose();
        RequestTrailers.Settle(exchange);
        exchange.Context.Features.Set<Exchange>(null);
        _exchanges.Return(exchange);
    }

    // A connection outlives its listener so that what is under way can end; after that it has no purpose left. Nor has one
    // where nobody knows for certain what comes next. The server is told before the answer begins, so that it can say so.
    private static void CloseIfOfNoMoreUse(Exchange exchange)
    {
        if (exchange.Reason is RequestReason.PortGone or RequestReason.BadFraming or RequestReason.StaleClientCertificate)
        {
            exchange.Context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }
}
