using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Tests.Compilation;

/// <summary>What did not change is not compiled again, even when it was read again from its text.</summary>
public sealed class ReuseTests
{
    [Fact]
    public void An_unchanged_route_keeps_its_compiled_rules()
    {
        RouteCompiler compiler = new(1);
        RouteTable first = Compile(compiler, Route("a", "one"), Route("b", "one"));
        RouteTable second = Compile(compiler, Route("a", "one"), Route("b", "two"));

        Assert.Same(RuleOf(first, "a"), RuleOf(second, "a"));
        Assert.NotSame(RuleOf(first, "b"), RuleOf(second, "b"));
        Assert.Equal("two", RuleOf(second, "b")?.Name);
        Assert.Equal("one", RuleOf(first, "b")?.Name);
    }

    [Fact]
    public void A_route_that_went_away_is_forgotten()
    {
        RouteCompiler compiler = new(1);
        RouteTable first = Compile(compiler, Route("a", "one"));
        Compile(compiler);
        RouteTable third = Compile(compiler, Route("a", "one"));

        Assert.NotSame(RuleOf(first, "a"), RuleOf(third, "a"));
        Assert.NotNull(RuleOf(third, "a"));
    }

    private static HttpRoute Route(string host, string rule) => new()
    {
        Name = $"shop/{host}",
        Hostnames = [$"{host}.example"],
        Rules = [new HttpRouteRule { Name = rule, Matches = [new HttpRouteMatch { Headers = [new HeaderMatch("x", "1")] }, new HttpRouteMatch()] }],
    };

    private static RouteTable Compile(RouteCompiler compiler, params HttpRoute[] routes)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = compiler.Compile([new RouteListener { Name = "l", HttpRoutes = routes.ToValueList() }], diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }

    private static CompiledRule? RuleOf(RouteTable table, string host) =>
        table.Match(new CharRequest(OracleRequest.Parse($"{host}.example/")).View).Rule;
}
