using System.Net;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Tests;

public class TrafficCompilerTests
{
    private static readonly HttpRoute ToNowhere = new()
    {
        Name = "shop/lost",
        Rules = [new HttpRouteRule { Backends = [Configs.ToGood, new BackendRef { Id = "shop/nowhere:80" }] }],
    };

    [Fact]
    public void An_unknown_backend_is_a_warning_at_its_reference()
    {
        Configs.Compile(Configs.WithRoute(ToNowhere), out DiagnosticBag diagnostics);

        Diagnostic found = Assert.Single(diagnostics);
        Assert.Equal(("LK6001", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Equal(("HTTPRoute shop/lost", "spec.rules[0].backendRefs[1]"), (found.ObjectName, found.Field));
        Assert.Equal("shop/nowhere:80", found.Found);
    }

    [Fact]
    public void A_route_on_two_ports_is_reported_once()
    {
        TrafficConfig config = new()
        {
            Ports = [Configs.Port("shop/edge", 80, ToNowhere), Configs.Port("shop/edge", 81, ToNowhere)],
            Backends = [Configs.Good],
        };

        Configs.Compile(config, out DiagnosticBag diagnostics);
        Assert.Single(diagnostics);
    }

    [Fact]
    public void A_port_given_twice_is_an_error()
    {
        TrafficConfig config = new() { Ports = [Configs.Port("shop/edge", 80), Configs.Port("shop/edge", 80)] };

        TrafficSnapshot snapshot = Configs.Compile(config, out DiagnosticBag diagnostics);

        Assert.Equal("LK6002", Assert.Single(diagnostics).Id);
        Assert.Equal(1, snapshot.Ports.Length);
    }

    [Fact]
    public void A_backend_id_given_twice_is_an_error()
    {
        Configs.Compile(new TrafficConfig { Backends = [Configs.Good, Configs.Empty with { Id = Configs.Good.Id }] }, out DiagnosticBag diagnostics);
        Assert.Equal("LK6003", Assert.Single(diagnostics).Id);
    }

    [Theory]
    [InlineData("", 80)]
    [InlineData("10.0.0.256", 80)]
    [InlineData("*.products.example", 80)]
    [InlineData("products.example.", 80)]
    [InlineData("products.example:80", 80)]
    [InlineData("user@products.example", 80)]
    [InlineData("products.example", 0)]
    [InlineData("10.0.0.1", 0)]
    [InlineData("10.0.0.1", 65536)]
    public void An_endpoint_that_is_no_address_is_an_error(string address, int port)
    {
        Backend backend = Configs.Good with { Endpoints = [new BackendEndpoint(address, port)] };

        TrafficSnapshot snapshot = Configs.Compile(new TrafficConfig { Backends = [backend] }, out DiagnosticBag diagnostics);

        Diagnostic found = Assert.Single(diagnostics);
        Assert.Equal(("LK6004", "endpoints[0]"), (found.Id, found.Field));
        Assert.True(snapshot.Backends[backend.Id].Endpoints.IsEmpty);
    }

    [Fact]
    public void Endpoints_are_ordered_and_each_once()
    {
        Backend backend = Configs.Good with { Endpoints = [new("10.0.0.2", 80), new("::1", 80), new("10.0.0.1", 80), new("10.0.0.2", 80)] };

        BackendSnapshot compiled = Configs.Compile(new TrafficConfig { Backends = [backend] }).Backends[backend.Id];

        Assert.Equal(["10.0.0.1:80", "10.0.0.2:80", "[::1]:80"], compiled.Endpoints.ToArray().Select(endpoint => endpoint.Authority));
    }

    [Fact]
    public void A_name_is_an_endpoint_that_is_resolved_later_in_any_spelling()
    {
        Backend backend = Configs.Good with { Endpoints = [new("Products.Example", 80), new("products.example", 80), new("10.0.0.1", 80)] };

        BackendSnapshot compiled = Configs.Compile(new TrafficConfig { Backends = [backend] }).Backends[backend.Id];

        Assert.Equal(["10.0.0.1:80", "products.example:80"], compiled.Endpoints.ToArray().Select(endpoint => endpoint.Authority));
        Assert.Equal(new DnsEndPoint("products.example", 80), compiled.Endpoints[1].Address);
    }

    [Theory]
    [InlineData("products.example", true)]
    [InlineData("localhost", true)]
    [InlineData("7.example", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.1", false)]
    [InlineData("0x7f.1", false)]
    [InlineData("0x7f000001", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("::1", false)]
    public void What_could_be_an_address_is_no_name(string text, bool isName) =>
        Assert.Equal(isName, BackendEndpoint.IsName(text));

    [Fact]
    public void An_unchanged_backend_is_taken_over()
    {
        TrafficCompiler compiler = new();
        TrafficConfig config = Configs.WithRoute(ToNowhere);

        BackendSnapshot first = compiler.Compile(config, new DiagnosticBag()).Backends[Configs.Good.Id];
        BackendSnapshot second = compiler.Compile(config with { Ports = [] }, new DiagnosticBag()).Backends[Configs.Good.Id];

        Assert.Same(first, second);
    }

    [Fact]
    public void A_port_is_found_by_its_key()
    {
        TrafficSnapshot snapshot = Configs.Compile(new TrafficConfig { Ports = [Configs.Port("shop/edge", 80), Configs.Port("shop/inner", 80)] });

        Assert.Equal("shop/inner", snapshot.FindPort(new PortKey("shop/inner", 80))!.Key.Gateway);
        Assert.Null(snapshot.FindPort(new PortKey("shop/inner", 81)));
    }
}
