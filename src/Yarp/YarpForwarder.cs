using System.Runtime.CompilerServices;
using Gatehouse.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>Forwards by YARP's <see cref="IHttpForwarder"/>: HTTP/1.1, HTTP/2, gRPC, upgrades.</summary>
internal sealed class YarpForwarder(IHttpForwarder forwarder, UpstreamClients clients) : IForwarder
{
    // Pooled: the state of an ordinary asynchronous method would be garbage of every request.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwardOutcome> ForwardAsync(HttpContext context, Exchange exchange)
    {
        HttpMessageInvoker client = clients.For(exchange.Protocol, out ForwarderRequestConfig config);
        ForwarderError error = await forwarder.SendAsync(
            context, exchange.Endpoint!.HttpOrigin, client, config, ExactTransformer.Instance, context.RequestAborted);

        return error == ForwarderError.None ? ForwardOutcome.Answered : ForwardFailure.OutcomeOf(error, context);
    }
}
