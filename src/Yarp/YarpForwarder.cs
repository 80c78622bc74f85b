using Gatehouse.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>Forwards by YARP's <see cref="IHttpForwarder"/>: HTTP/1.1, HTTP/2, gRPC, upgrades.</summary>
internal sealed class YarpForwarder(IHttpForwarder forwarder, UpstreamClients clients) : IForwarder
{
    public Task ForwardAsync(Exchange exchange)
    {
        HttpMessageInvoker client = clients.For(exchange.Protocol, out ForwarderRequestConfig config);

        // No token: the forwarder watches RequestAborted by itself, and watching it twice costs an object each time.
        return forwarder
            .SendAsync(exchange.Context, exchange.Endpoint!.HttpOrigin, client, config, ExactTransformer.Instance, CancellationToken.None)
            .AsTask();
    }

    public ForwardOutcome OutcomeOf(Task attempt, Exchange exchange)
    {
        ForwarderError error = ((Task<ForwarderError>)attempt).Result;
        return error == ForwarderError.None ? ForwardOutcome.Answered : ForwardFailure.OutcomeOf(error, exchange.Context);
    }
}
