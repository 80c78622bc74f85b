using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Properties.Generators;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Routing;

/// <summary>A compiled table answers what the oracle answers, whatever it was compiled from and after.</summary>
public sealed class CompiledTables
{
    private const int Runs = 300;

    [Fact]
    public void A_compiled_table_answers_as_the_oracle_does() => Check.That(RoutingCase.Arbitrary, Runs, generated =>
    {
        RouteTable table = Compiled(generated.Listeners);
        AssertAnswers(generated.Listeners, generated.Requests, request => table.Match(new CharRequest(request).View));
    });

    [Fact]
    public void A_compiled_table_answers_as_the_oracle_does_on_UTF8() => Check.That(RoutingCase.Arbitrary, Runs, generated =>
    {
        RouteTable table = Compiled(generated.Listeners);
        AssertAnswers(generated.Listeners, generated.Requests, request => table.MatchUtf8(new Utf8Request(request).View));
    });

    private sealed record ShuffledCase(RoutingCase Case, ValueList<RouteListener> Shuffled);

    private static readonly Arbitrary<ShuffledCase> ShuffledCases = Arb.From(
        from generated in RoutingCase.Arbitrary.Generator
        from shuffled in Shuffled(generated.Listeners)
        select new ShuffledCase(generated, shuffled));

    [Fact]
    public void The_order_of_listeners_routes_and_hostnames_never_matters() => Check.That(ShuffledCases, Runs, cases =>
    {
        (RoutingCase generated, ValueList<RouteListener> shuffled) = cases;
        RouteTable table = Compiled(shuffled);
        AssertAnswers(generated.Listeners, generated.Requests, request => table.Match(new CharRequest(request).View));
    });

    private static readonly Arbitrary<TableHistory> Histories = Arb.From(
        from generated in RoutingCase.Arbitrary.Generator
        from changes in Gens.Many(TableChange.Any, 1, 4)
        select new TableHistory(generated.Requests, TableChange.History(generated.Listeners, changes)),
        Shrinker.Smaller);

    [Fact]
    public void A_compiler_that_is_kept_answers_as_a_new_one_does() => Check.That(Histories, Runs, history =>
    {
        RouteCompiler kept = new();
        List<(ValueList<RouteListener> Listeners, RouteTable Table)> tables = [];

        foreach (ValueList<RouteListener> listeners in history.Tables)
        {
            RouteTable table = Compiled(listeners, kept);
            tables.Add((listeners, table));
            AssertAnswers(listeners, history.Requests, request => table.Match(new CharRequest(request).View));
        }

        // What was compiled later has not changed what was compiled before: a table is immutable.
        foreach ((ValueList<RouteListener> listeners, RouteTable table) in tables)
        {
            AssertAnswers(listeners, history.Requests, request => table.MatchUtf8(new Utf8Request(request).View));
        }
    });

    private static RouteTable Compiled(ValueList<RouteListener> listeners, RouteCompiler? compiler = null)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = (compiler ?? new RouteCompiler()).Compile(listeners, diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join("\n", diagnostics));
        return table;
    }

    private static void AssertAnswers(ValueList<RouteListener> listeners, ValueList<OracleRequest> requests, Func<OracleRequest, RouteResult> match)
    {
        foreach (OracleRequest request in requests)
        {
            RouteAnswer expected = RouteOracle.Match(listeners, request).Answer;
            RouteAnswer actual = RouteAnswer.Of(match(request));

            if (actual != expected)
            {
                Assert.Fail($"{request}\nexpected {expected} ({expected.Kind}, {expected.MatchedPathLength})\nfound    {actual} ({actual.Kind}, {actual.MatchedPathLength})");
            }
        }
    }

    private static Gen<ValueList<RouteListener>> Shuffled(ValueList<RouteListener> listeners) =>
        from reversed in Gens.Of([true, false])
        from each in Gen.CollectToArray<RouteListener, RouteListener>(listeners, listener => Shuffled(listener, reversed))
        from all in Gen.Shuffle(each)
        select all.ToValueList();

    // The hostnames of a route are turned round on every listener or on none: it is one route.
    private static Gen<RouteListener> Shuffled(RouteListener listener, bool reversed) =>
        from http in listener.HttpRoutes.Shuffled()
        from grpc in listener.GrpcRoutes.Shuffled()
        select listener with
        {
            HttpRoutes = http.Select<HttpRoute, HttpRoute>(route => reversed ? route with { Hostnames = [.. route.Hostnames.Reverse<string>()] } : route).ToValueList(),
            GrpcRoutes = grpc.Select<GrpcRoute, GrpcRoute>(route => reversed ? route with { Hostnames = [.. route.Hostnames.Reverse<string>()] } : route).ToValueList(),
        };
}
