using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Properties.Generators;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Routing;

/// <summary>Compiled filters and weights do what the oracle and arithmetic say.</summary>
public sealed class CompiledFilterProperties
{
    private const int Runs = 2_000;

    private static readonly string[] Prefixes = ["/", "/a", "/a/", "/a/b", "/a/b/", "/%61", "/caf%c3%a9"];

    private static readonly string[] Values = ["", "/", "/x", "/x/", "/x/y", "/x/y/", "/a"];

    private static readonly Gen<PathModifier> Modifier = Gen.OneOf(
        Gens.Of(Values).Select(value => new PathModifier(PathModifierType.ReplacePrefixMatch, value)),
        Gens.Of(Values[1..]).Select(value => new PathModifier(PathModifierType.ReplaceFullPath, value)));

    private static readonly Gen<RouteListener> Listener =
        from scheme in Gens.Of([ListenerScheme.Http, ListenerScheme.Https])
        from port in Gens.Of([80, 443, 8080, 8443, 1, 65535])
        select new RouteListener { Name = "l", Scheme = scheme, Port = port };

    private static readonly Gen<RequestRedirect> Redirect =
        from scheme in Gens.Of(["http", "https"]).Maybe(50)
        from hostname in Gens.Of(["example.org", "a.b"]).Maybe(40)
        from port in Gens.Of<int?>([null, null, 80, 443, 8080, 65535])
        from path in Modifier.Maybe(60)
        from status in Gens.Of([301, 302, 303, 307, 308])
        select new RequestRedirect { Scheme = scheme, Hostname = hostname, Port = port, Path = path, StatusCode = status };

    private static readonly Gen<OracleRequest> Request =
        from host in RequestGenerator.Host.Where(host => host.Length > 0)
        from path in Gens.Of(Alphabet.RequestPaths)
        from query in RequestGenerator.Query
        select new OracleRequest("GET", host, path, query, []);

    private static readonly Arbitrary<(RouteListener, string, RequestRedirect, OracleRequest)> Redirects = Arb.From(
        from listener in Listener
        from prefix in Gens.Of(Prefixes)
        from redirect in Redirect
        from request in Request
        select (listener, prefix, redirect, request));

    [Fact]
    public void A_compiled_redirect_answers_as_the_oracle_does() => Check.That(Redirects, Runs, cases =>
    {
        (RouteListener listener, string prefix, RequestRedirect redirect, OracleRequest request) = cases;
        CharRequest prepared = new(request);
        RouteResult result = Compiled(listener, prefix, [redirect]).Match(prepared.View);

        if (result.Outcome == MatchOutcome.Matched)
        {
            char[] buffer = new char[2_048];
            Assert.True(result.Rule!.Filters.Redirect!.TryFormatLocation(result.Listener!, prepared.View, result.MatchedPathLength, buffer, out int written));
            Assert.Equal(FilterOracle.Location(redirect, listener, request, result.MatchedPathLength), new string(buffer, 0, written));
        }
    });

    private static readonly Arbitrary<(string, PathModifier, OracleRequest)> Rewrites = Arb.From(
        from prefix in Gens.Of(Prefixes)
        from modifier in Modifier
        from request in Request
        select (prefix, modifier, request));

    [Fact]
    public void A_compiled_rewrite_answers_as_the_oracle_does() => Check.That(Rewrites, Runs, cases =>
    {
        (string prefix, PathModifier modifier, OracleRequest request) = cases;
        RouteResult result = Compiled(new RouteListener { Name = "l" }, prefix, [new UrlRewrite { Path = modifier }]).Match(new CharRequest(request).View);

        if (result.Outcome == MatchOutcome.Matched)
        {
            char[] buffer = new char[2_048];
            Assert.True(result.Rule!.Filters.Rewrite!.TryFormatPath(request.Path, result.MatchedPathLength, buffer, out int written));
            Assert.Equal(FilterOracle.Path(modifier, request.Path, result.MatchedPathLength), new string(buffer, 0, written));
        }
    });

    private static readonly Arbitrary<ValueList<int>> Weights =
        Arb.From(Gens.Many(Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 9)), (1, Gen.Choose(10, 200))), 1, 16));

    // As many rolls as the weights' sum, evenly spread over the whole range: each backend is picked exactly its weight's times.
    [Fact]
    public void Evenly_spread_rolls_are_shared_exactly_by_weight() => Check.That(Weights, 500, weights =>
    {
        WeightedBackends backends = Compiled(weights);
        int total = weights.Sum<int>(weight => weight);
        int[] picks = new int[weights.Count];

        for (int i = 0; i < total; i++)
        {
            UInt128 roll = (((UInt128)i << 64) + (uint)total - 1) / (uint)total;
            picks[int.Parse(backends.Pick((ulong)roll)!.Id!, System.Globalization.CultureInfo.InvariantCulture)]++;
        }

        Assert.Equal(weights.ToArray<int>(), picks);
        Assert.Equal(total == 0, backends.Pick(0) is null);
    });

    private static WeightedBackends Compiled(ValueList<int> weights)
    {
        HttpRouteRule rule = new() { Backends = weights.Select<int, BackendRef>((weight, index) => new BackendRef { Id = $"{index}", Weight = weight }).ToValueList() };
        return Compiled(new RouteListener { Name = "l" }, rule).Match(new CharRequest(OracleRequest.Parse("h/")).View).Rule!.Backends;
    }

    private static RouteTable Compiled(RouteListener listener, string prefix, ValueList<RouteFilter> filters) => Compiled(
        listener,
        new HttpRouteRule { Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.PathPrefix, prefix) }], Filters = filters });

    private static RouteTable Compiled(RouteListener listener, HttpRouteRule rule)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = new RouteCompiler().Compile([listener with { HttpRoutes = [new HttpRoute { Name = "r", Rules = [rule] }] }], diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join("\n", diagnostics));
        return table;
    }
}
