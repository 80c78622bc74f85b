using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Generators;

/// <summary>Takes pieces out of a failing case, one at a time, until every piece that is left is needed.</summary>
internal static class Shrinker
{
    public static IEnumerable<RoutingCase> Smaller(RoutingCase whole) =>
    [
        .. whole.Requests.Count > 1 ? whole.Requests.Select<OracleRequest, RoutingCase>(request => whole with { Requests = [request] }) : [],
        .. Smaller(whole.Listeners, Smaller, 1).Select(listeners => whole with { Listeners = listeners }),
        .. whole.Requests.Count == 1 ? Smaller(whole.Requests[0]).Select(request => whole with { Requests = [request] }) : [],
    ];

    // Tables are dropped, and a listener or route of one name is dropped from all of them.
    public static IEnumerable<TableHistory> Smaller(TableHistory whole) =>
    [
        .. whole.Requests.Count > 1 ? whole.Requests.Select<OracleRequest, TableHistory>(request => whole with { Requests = [request] }) : [],
        .. Smaller(whole.Tables, None, 1).Select(tables => whole with { Tables = tables }),
        .. Dropped(whole, listener => [.. listener.HttpRoutes.Select<HttpRoute, string>(route => route.Name)], (listener, name) =>
            listener with { HttpRoutes = [.. listener.HttpRoutes.Where<HttpRoute>(route => route.Name != name)] }),
        .. Dropped(whole, listener => [.. listener.GrpcRoutes.Select<GrpcRoute, string>(route => route.Name)], (listener, name) =>
            listener with { GrpcRoutes = [.. listener.GrpcRoutes.Where<GrpcRoute>(route => route.Name != name)] }),
    ];

    private static IEnumerable<TableHistory> Dropped(
        TableHistory whole,
        Func<RouteListener, IEnumerable<string>> names,
        Func<RouteListener, string, RouteListener> without) =>
        from name in whole.Tables.SelectMany<ValueList<RouteListener>, RouteListener>(table => table).SelectMany(names).Distinct()
        select whole with
        {
            Tables = [.. whole.Tables.Select<ValueList<RouteListener>, ValueList<RouteListener>>(table =>
                [.. table.Select<RouteListener, RouteListener>(listener => without(listener, name))])],
        };

    private static IEnumerable<RouteListener> Smaller(RouteListener listener) =>
    [
        .. Smaller(listener.HttpRoutes, Smaller).Select(routes => listener with { HttpRoutes = routes }),
        .. Smaller(listener.GrpcRoutes, Smaller).Select(routes => listener with { GrpcRoutes = routes }),
    ];

    private static IEnumerable<HttpRoute> Smaller(HttpRoute route) =>
    [
        .. Smaller(route.Rules, Smaller, 1).Select(rules => route with { Rules = rules }),
        .. Smaller(route.Hostnames, None).Select(hostnames => route with { Hostnames = hostnames }),
    ];

    private static IEnumerable<HttpRouteRule> Smaller(HttpRouteRule rule) =>
        Smaller(rule.Matches, Smaller).Select(matches => rule with { Matches = matches });

    private static IEnumerable<HttpRouteMatch> Smaller(HttpRouteMatch match) =>
    [
        .. match.Path is null ? Array.Empty<HttpRouteMatch>() : [match with { Path = null }],
        .. match.Method is null ? Array.Empty<HttpRouteMatch>() : [match with { Method = null }],
        .. Smaller(match.Headers, None).Select(headers => match with { Headers = headers }),
        .. Smaller(match.QueryParams, None).Select(parameters => match with { QueryParams = parameters }),
    ];

    private static IEnumerable<GrpcRoute> Smaller(GrpcRoute route) =>
    [
        .. Smaller(route.Rules, Smaller, 1).Select(rules => route with { Rules = rules }),
        .. Smaller(route.Hostnames, None).Select(hostnames => route with { Hostnames = hostnames }),
    ];

    private static IEnumerable<GrpcRouteRule> Smaller(GrpcRouteRule rule) =>
        Smaller(rule.Matches, Smaller).Select(matches => rule with { Matches = matches });

    private static IEnumerable<GrpcRouteMatch> Smaller(GrpcRouteMatch match) =>
    [
        .. match.Method is null ? Array.Empty<GrpcRouteMatch>() : [match with { Method = null }],
        .. Smaller(match.Headers, None).Select(headers => match with { Headers = headers }),
    ];

    private static IEnumerable<OracleRequest> Smaller(OracleRequest request) =>
    [
        .. Smaller(request.Headers, None).Select(headers => request with { Headers = headers }),
        .. request.Query.Length == 0 ? Array.Empty<OracleRequest>() : [request with { Query = "" }],
        .. request.Query.Contains('&', StringComparison.Ordinal)
            ? request.Query.Split('&').Select(pair => request with { Query = pair })
            : [],
    ];

    // Without one of the items, then with one of the items smaller.
    private static IEnumerable<ValueList<T>> Smaller<T>(ValueList<T> items, Func<T, IEnumerable<T>> smaller, int min = 0)
    {
        for (int i = 0; i < items.Count && items.Count > min; i++)
        {
            int dropped = i;
            yield return items.Where<T>((_, index) => index != dropped).ToValueList();
        }

        for (int i = 0; i < items.Count; i++)
        {
            int changed = i;
            foreach (T less in smaller(items[i]))
            {
                yield return items.Select<T, T>((item, index) => index == changed ? less : item).ToValueList();
            }
        }
    }

    private static IEnumerable<T> None<T>(T item) => [];
}
