using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Generators;

/// <summary>Tables that one compiler compiles one after the other.</summary>
public sealed record TableHistory(ValueList<OracleRequest> Requests, ValueList<ValueList<RouteListener>> Tables)
{
    public override string ToString() => Requests.Count > 1
        ? $"{Tables.Count} tables, {Requests.Count} requests"
        : $"{string.Join("\n then ", (IEnumerable<ValueList<RouteListener>>)Tables)}\n{string.Join("\n", (IEnumerable<OracleRequest>)Requests)}";
}

/// <summary>What an operator changes between two compilations: little, so that most of a table may be taken over.</summary>
internal static class TableChange
{
    public static readonly Gen<Func<ValueList<RouteListener>, ValueList<RouteListener>>> Any =
        from route in TableGenerator.HttpRoute("ns/r0")
        from added in TableGenerator.HttpRoute("ns/added")
        from port in Gen.Choose(1, 3)
        from change in Gens.Of<Func<RouteListener, int, RouteListener>>(
        [
            (listener, _) => With(listener, route),
            (listener, _) => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Rules = route.Rules }) },
            (listener, _) => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Age = route.Age }) },
            (listener, _) => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Hostnames = route.Hostnames }) },
            (listener, _) => listener with { GrpcRoutes = [.. listener.GrpcRoutes.Select<GrpcRoute, GrpcRoute>(old => old with { Hostnames = route.Hostnames })] },
            (listener, index) => index == 0 ? Without(listener, "ns/r0") : listener,
            (listener, index) => index == 0 ? With(listener, added) : Without(listener, added.Name),
            (listener, index) => index == 0 ? listener with { GrpcRoutes = [.. listener.GrpcRoutes.Skip(1)] } : listener,
            (listener, index) => index == 0 ? listener with { Port = port } : listener,
            (listener, index) => index == 0 ? listener with { Name = $"{listener.Name}'" } : listener,
        ])
        select new Func<ValueList<RouteListener>, ValueList<RouteListener>>(listeners =>
            listeners.Select<RouteListener, RouteListener>(change).ToValueList());

    /// <summary>The tables from before the first change to after the last, and the first one again.</summary>
    public static ValueList<ValueList<RouteListener>> History(
        ValueList<RouteListener> first,
        ValueList<Func<ValueList<RouteListener>, ValueList<RouteListener>>> changes)
    {
        List<ValueList<RouteListener>> history = [first];
        foreach (Func<ValueList<RouteListener>, ValueList<RouteListener>> change in changes)
        {
            history.Add(change(history[^1]));
        }

        return [.. history, first];
    }

    // A route that is attached to several listeners is one route: it changes on all of them.
    private static ValueList<HttpRoute> Changed(ValueList<HttpRoute> routes, Func<HttpRoute, HttpRoute> change) =>
        routes.Select<HttpRoute, HttpRoute>(route => route.Name == "ns/r0" ? change(route) : route).ToValueList();

    private static RouteListener With(RouteListener listener, HttpRoute route) =>
        listener with { HttpRoutes = [.. Without(listener, route.Name).HttpRoutes, route] };

    private static RouteListener Without(RouteListener listener, string name) =>
        listener with { HttpRoutes = [.. listener.HttpRoutes.Where<HttpRoute>(route => route.Name != name)] };
}
