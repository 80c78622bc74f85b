using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Tests;

/// <summary>Small configurations: one port, one listener, one route, unless a test says otherwise.</summary>
internal static class Configs
{
    internal static Backend Good { get; } = new() { Id = "shop/good:80", Endpoints = [new("10.0.0.1", 80), new("10.0.0.2", 80)] };

    internal static Backend Empty { get; } = new() { Id = "shop/empty:80" };

    internal static Backend Verified { get; } = new()
    {
        Id = "shop/verified:443",
        Tls = new BackendTls { Hostname = "verified.example" },
        Endpoints = [new("10.0.0.3", 443)],
    };

    internal static BackendRef ToGood { get; } = new() { Id = Good.Id };

    internal static TrafficConfig WithRule(HttpRouteRule rule) => WithRoute(new HttpRoute { Name = "shop/route", Rules = [rule] });

    internal static TrafficConfig WithRoute(HttpRoute route) => new()
    {
        Ports = [Port("shop/edge", 8080, route)],
        Backends = [Good, Empty, Verified],
    };

    internal static GatewayPort Port(string gateway, int port, params ReadOnlySpan<HttpRoute> routes) => new()
    {
        Gateway = gateway,
        Port = port,
        Listeners = [new RouteListener { Name = $"{gateway}/http", Port = port, HttpRoutes = ValueList.Create(routes) }],
    };

    internal static TrafficSnapshot Compile(TrafficConfig config) => Compile(config, out _);

    internal static TrafficSnapshot Compile(TrafficConfig config, out DiagnosticBag diagnostics)
    {
        diagnostics = new DiagnosticBag();
        return new TrafficCompiler().Compile(config, diagnostics);
    }
}
