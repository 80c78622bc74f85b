using Gatehouse.Pipeline;
using Gatehouse.Resilience;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Hosting;

/// <summary>What a forwarder needs to know about one request: the one object that is made for it, a feature of its context.</summary>
internal sealed class UpstreamRequest(RequestDecision decision, UpstreamEndpoint endpoint, string target)
{
    private readonly RequestDecision _decision = decision;

    /// <summary>The endpoint to ask.</summary>
    internal UpstreamEndpoint Endpoint { get; } = endpoint;

    /// <summary>Path and query, byte for byte.</summary>
    internal string Target { get; } = target;

    /// <summary>The host the backend sees; <see langword="null"/> for the client's.</summary>
    internal string? Host => _decision.Backend!.Filters.Rewrite?.Hostname ?? _decision.Rule!.Filters.Rewrite?.Hostname;

    /// <summary>What the endpoint is spoken to. A GRPCRoute implies HTTP/2 (Gateway API, GRPCRoute).</summary>
    internal BackendProtocol Protocol => _decision.Rule!.Kind == RouteKind.Grpc ? BackendProtocol.H2c : _decision.Target!.Protocol;

    /// <summary>Applies the configured edits to the backend's answer.</summary>
    internal void EditResponse(HttpResponse response) => RequestEdits.ApplyToResponse(in _decision, response.Headers);
}
