using System.Reflection;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests.Compilation;

/// <summary>What every diagnostic of linking says, whole, as somebody reads it.</summary>
public sealed class LinkDiagnosticsGoldenTests
{
    private static readonly CertificateKeyPair Nothing = new(new SecretText("not PEM"), new SecretText("not PEM"));

    private static readonly GatewayPort Tls = Configs.Port("shop/edge", 443) with
    {
        Scheme = ListenerScheme.Https,
        Listeners = [new RouteListener { Name = "shop/edge/a", Hostname = "a.example" }, new RouteListener { Name = "shop/edge/b", Hostname = "b.example" }],
        Certificates =
        [
            new ListenerCertificate("shop/edge/a", null, Nothing),
            new ListenerCertificate("shop/edge/a", "*", Nothing),
            new ListenerCertificate("shop/edge/c", null, Nothing),
        ],
        ClientCertificates = new ClientCertificateValidation(["not PEM"], ClientCertificateMode.AllowValidOnly),
    };

    private static readonly RateLimitPolicy Mistaken = new()
    {
        Name = "shop/mistaken",
        Targets = [new RateLimitTarget(RateLimitTargetKind.HttpRoute, "shop/gone", "rule"), new RateLimitTarget(RateLimitTargetKind.HttpRoute, "shop/route")],
        Limits =
        [
            new KeyedLimit(new LimitKeySource(LimitKeyType.Header, "no name"), RateLimits.PerSecond("second", 10), 11),
            new KeyedLimit(new LimitKeySource(LimitKeyType.ClientAddress) { Ipv6PrefixLength = 8 }, RateLimits.PerSecond("minute", 10)),
        ],
        Plans = new CustomerPlans(new LimitKeySource(LimitKeyType.Customer), "gone"),
    };

    [Fact]
    public void Every_diagnostic_says_what_is_written_down()
    {
        HttpRoute route = new() { Name = "shop/route", Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = "shop/gone:80" }] }] };
        TrafficConfig config = new()
        {
            Ports = [Configs.Port("shop/edge", 80, route), Configs.Port("shop/edge", 80), Tls, Tls with { Port = 8080, Scheme = ListenerScheme.Http }],
            Backends = [Configs.Good, Configs.Good, new Backend { Id = "shop/bad:80", Endpoints = [new BackendEndpoint("10.0.0.256", 80)] }],
            Plans = [new Plan { Name = "large", Limits = [.. Enumerable.Range(0, 8).Select(static i => RateLimits.PerSecond($"limit-{i}", 10))] }],
            Customers = [new Customer("acme", "gone"), new Customer("acme", "large")],
            RateLimitPolicies = [Mistaken, Mistaken, Mistaken with { Name = "shop/second" }],
        };
        DiagnosticBag diagnostics = new();

        new TrafficCompiler().Compile(config, diagnostics);
        string found = string.Concat(diagnostics.Select(diagnostic => $"{diagnostic}\n"));

        Assert.Equal(Golden.Read("pipeline/diagnostics.out.txt", found), found);
        Assert.Equal(
            typeof(LinkDiagnostics).GetProperties(BindingFlags.Public | BindingFlags.Static)
                .Select(static property => property.GetValue(null))
                .OfType<DiagnosticDescriptor>()
                .Select(static descriptor => descriptor.Id)
                .Order(StringComparer.Ordinal),
            diagnostics.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }
}
