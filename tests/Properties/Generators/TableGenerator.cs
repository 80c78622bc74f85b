using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Generators;

/// <summary>Valid configurations full of ties: duplicates, wildcards, expressions, isolation, both kinds of routes.</summary>
internal static class TableGenerator
{
    private static readonly Gen<PathMatch> Path = Gen.Frequency(
        (6, Gens.Of(Alphabet.PrefixPaths).Select(value => new PathMatch(PathMatchType.PathPrefix, value))),
        (3, Gens.Of(Alphabet.ExactPaths).Select(value => new PathMatch(PathMatchType.Exact, value))),
        (2, Gens.Of(Alphabet.PathExpressions).Select(value => new PathMatch(PathMatchType.RegularExpression, value))));

    private static readonly Gen<HeaderMatch> Header =
        from name in Gens.Of(Alphabet.HeaderNames)
        from match in Gen.Frequency(
            (3, Gens.Of(Alphabet.HeaderValues).Select(value => new HeaderMatch(name, value))),
            (1, Gens.Of(Alphabet.ValueExpressions).Select(value => new HeaderMatch(name, value, ValueMatchType.RegularExpression))))
        select match;

    private static readonly Gen<QueryParamMatch> Query =
        from name in Gens.Of(Alphabet.QueryNames)
        from match in Gen.Frequency(
            (3, Gens.Of(Alphabet.QueryValues).Select(value => new QueryParamMatch(name, value))),
            (1, Gens.Of(Alphabet.ValueExpressions).Select(value => new QueryParamMatch(name, value, ValueMatchType.RegularExpression))))
        select match;

    private static readonly Gen<ValueList<HeaderMatch>> Headers = Few(Header, (first, second) => second with { Name = first.Name.ToUpperInvariant() });

    private static readonly Gen<HttpRouteMatch> Match =
        from path in Path.Maybe(75)
        from method in Gens.Of(Alphabet.Methods).Maybe(30)
        from headers in Headers
        from queries in Few(Query, (first, second) => second with { Name = first.Name })
        select new HttpRouteMatch { Path = path, Method = method, Headers = headers, QueryParams = queries };

    private static readonly Gen<HttpRouteRule> Rule =
        from matches in Match.Many(0, 3)
        select new HttpRouteRule { Matches = matches, Backends = [new BackendRef { Id = "b" }] };

    private static readonly Gen<RouteAge> Age =
        from year in Gen.Choose(2020, 2021)
        from file in Gens.Of(["a.yaml", "b.yaml"])
        from document in Gen.Choose(0, 1)
        from dated in Gens.Of([true, false])
        select dated ? new RouteAge(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)) : new RouteAge(null, file, document);

    private static readonly Gen<ValueList<string>> Hostnames = Gen.Frequency(
        (1, Gen.Constant(default(ValueList<string>))),
        (2, Gens.Of(Alphabet.RouteHostnames).Many(1, 3).Select(names => names.Distinct<string>().ToValueList())));

    private static readonly Gen<GrpcMethodMatch> Call =
        from service in Gens.Of(Alphabet.Services)
        from method in Gens.Of(Alphabet.Calls)
        from parts in Gens.Of([0, 1, 2])
        from expression in Gens.Of(Alphabet.CallExpressions)
        from type in Gens.Of([ValueMatchType.Exact, ValueMatchType.Exact, ValueMatchType.RegularExpression])
        let exact = type == ValueMatchType.Exact
        select new GrpcMethodMatch(
            parts == 1 ? null : exact ? service : expression,
            parts == 2 ? null : exact ? method : expression,
            type);

    private static readonly Gen<GrpcRouteRule> GrpcRule =
        from matches in (from call in Call.Maybe(80) from headers in Headers select new GrpcRouteMatch { Method = call, Headers = headers }).Many(0, 3)
        select new GrpcRouteRule { Matches = matches, Backends = [new BackendRef { Id = "b" }] };

    /// <summary>A route of a name that decides ties against the order it is given in.</summary>
    public static Gen<HttpRoute> HttpRoute(string name) =>
        from age in Age
        from hostnames in Hostnames
        from rules in Rule.Many(1, 3)
        from stutters in Gens.Of([true, false, false])
        select new HttpRoute { Name = name, Age = age, Hostnames = hostnames, Rules = stutters ? [.. rules, Stuttered(rules[0])] : rules };

    // The same rule with every name said twice: it counts no more than the rule itself, which comes first.
    private static HttpRouteRule Stuttered(HttpRouteRule rule) => rule with
    {
        Matches = [.. rule.Matches.Select<HttpRouteMatch, HttpRouteMatch>(match => match with
        {
            Headers = [.. match.Headers, .. match.Headers.Select<HeaderMatch, HeaderMatch>(header => header with { Value = "other" })],
            QueryParams = [.. match.QueryParams, .. match.QueryParams.Select<QueryParamMatch, QueryParamMatch>(query => query with { Value = "other" })],
        })],
    };

    private static Gen<GrpcRoute> GrpcRoute(string name) =>
        from age in Age
        from hostnames in Hostnames
        from rules in GrpcRule.Many(1, 3)
        select new GrpcRoute { Name = name, Age = age, Hostnames = hostnames, Rules = rules };

    /// <summary>Listeners that share some of their routes; no two have one hostname.</summary>
    public static readonly Gen<ValueList<RouteListener>> Listeners =
        from hostnames in Gen.Frequency(
            (1, Gen.Constant<string?[]>([null])),
            (4, Gens.Of(Alphabet.ListenerHostnames).Many(1, 4).Select(names => names.Distinct<string?>().ToArray())))
        from httpNames in Names
        from https in Gen.CollectToArray(httpNames.Select(HttpRoute))
        from grpcNames in Names
        from grpcs in Gen.CollectToArray(grpcNames.Select(GrpcRoute))
        from listeners in Gen.CollectToArray(hostnames.Select((hostname, index) => Listener(hostname, index, [.. https], [.. grpcs])))
        select listeners.ToValueList();

    private static Gen<string[]> Names =>
        from count in Gen.Choose(1, 5)
        from names in Gen.Shuffle(Enumerable.Range(0, count).Select(i => $"ns/r{i}"))
        select names;

    private static Gen<RouteListener> Listener(string? hostname, int index, HttpRoute[] https, GrpcRoute[] grpcs) =>
        from http in Gen.SubListOf<HttpRoute>(https)
        from all in Gens.Of([true, false])
        from grpc in Gen.SubListOf<GrpcRoute>(grpcs)
        select new RouteListener
        {
            Name = $"l{index}",
            Hostname = hostname,
            HttpRoutes = all ? [.. https] : http.ToValueList(),
            GrpcRoutes = grpc.ToValueList(),
        };

    // None, one, several, or one and another condition on the same name, which must not count.
    private static Gen<ValueList<T>> Few<T>(Gen<T> item, Func<T, T, T> twin) => Gen.Frequency(
        (8, Gen.Constant(default(ValueList<T>))),
        (4, item.Many(1, 1)),
        (2, item.Many(2, 3)),
        (2, from first in item from second in item select ValueList.Create<T>([first, twin(first, second)])));
}
