using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Generators;

/// <summary>What an operator changes between two compilations: little, so that most of a table may be taken over.</summary>
internal static class TableChange
{
    public static readonly Gen<Func<ValueList<RouteListener>, ValueList<RouteListener>>> Any =
        from route in TableGenerator.HttpRoute("ns/r0")
        from added in TableGenerator.HttpRoute("ns/added")
        from port in Gen.Choose(1, 3)
        from change in Gens.Of<Func<RouteListener, RouteListener>>(
        [
            listener => listener with { HttpRoutes = [.. listener.HttpRoutes.Where<HttpRoute>(old => old.Name != route.Name), route] },
            listener => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Rules = route.Rules }) },
            listener => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Age = route.Age }) },
            listener => listener with { HttpRoutes = Changed(listener.HttpRoutes, old => old with { Hostnames = route.Hostnames }) },
            listener => listener with { HttpRoutes = [.. listener.HttpRoutes.Where<HttpRoute>(old => old.Name != route.Name)] },
            listener => listener with { HttpRoutes = [.. listener.HttpRoutes.Where<HttpRoute>(old => old.Name != added.Name), added] },
            listener => listener with { GrpcRoutes = [.. listener.GrpcRoutes.Skip(1)] },
            listener => listener with { GrpcRoutes = [.. listener.GrpcRoutes.Select<GrpcRoute, GrpcRoute>(old => old with { Hostnames = route.Hostnames })] },
            listener => listener with { Port = port },
            listener => listener with { Name = $"{listener.Name}'" },
        ])
        from everywhere in Gens.Of([true, false])
        select new Func<ValueList<RouteListener>, ValueList<RouteListener>>(listeners =>
            listeners.Select<RouteListener, RouteListener>((listener, index) => everywhere || index == 0 ? change(listener) : listener).ToValueList());

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

    // The oldest of the names that every table has.
    private static ValueList<HttpRoute> Changed(ValueList<HttpRoute> routes, Func<HttpRoute, HttpRoute> change) =>
        routes.Select<HttpRoute, HttpRoute>(route => route.Name == "ns/r0" ? change(route) : route).ToValueList();
}
