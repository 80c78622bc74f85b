using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>A listener while routes are attached to it.</summary>
internal sealed class ServedListener(GatewayResource gateway, GatewayListener spec, FieldPath path)
{
    public const string Http = "HTTP";

    public GatewayResource Gateway => gateway;

    public GatewayListener Spec => spec;

    public FieldPath Path => path;

    /// <summary>In the order of their names, each once.</summary>
    public List<HttpRoute> HttpRoutes { get; } = [];

    public RouteListener ToListener() => new()
    {
        Name = $"{gateway.Name}/{spec.Name}",
        Hostname = spec.Hostname,
        Scheme = ListenerScheme.Http,
        Port = spec.Port,
        HttpRoutes = HttpRoutes.ToValueList(),
    };
}
