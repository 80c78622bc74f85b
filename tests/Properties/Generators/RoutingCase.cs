using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Properties.Generators;

/// <summary>A table and what is asked of it.</summary>
public sealed record RoutingCase(ValueList<RouteListener> Listeners, ValueList<OracleRequest> Requests)
{
    public const int RequestCount = 40;

    public static Arbitrary<RoutingCase> Arbitrary { get; } = Arb.From(
        from listeners in TableGenerator.Listeners
        from requests in Gen.ListOf(RequestGenerator.Request, RequestCount)
        select new RoutingCase(listeners, requests.ToValueList()),
        Shrinker.Smaller);

    // A case that was not shrunk yet is a page nobody reads; its seed shows it again.
    public override string ToString() => Requests.Count > 1
        ? $"{Listeners.Count} listeners, {Requests.Count} requests"
        : $"{string.Join("\n", (IEnumerable<RouteListener>)Listeners)}\n{string.Join("\n", (IEnumerable<OracleRequest>)Requests)}";
}
