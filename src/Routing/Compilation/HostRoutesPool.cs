using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Gives hostnames with the same routes the same table, and takes tables over from the last compilation.</summary>
internal sealed class HostRoutesPool(RouteCache last, RouteCache next, ulong seed, DiagnosticBag diagnostics)
{
    public HostRoutes? TableOf(List<CompiledRoute> routes)
    {
        if (routes.Count == 0)
        {
            return null;
        }

        CompiledRoute[] ordered = [.. routes];
        Array.Sort(ordered, CompiledRoute.ComparePrecedence);
        RouteSet set = new(ordered);

        if (next.Hosts.TryGetValue(set, out HostRoutes? table))
        {
            return table;
        }

        if (!last.Hosts.TryGetValue(set, out table))
        {
            CheckBounds(ordered);
            table = new HostRoutesBuilder(seed).Build(ordered);
        }

        next.Hosts.Add(set, table);
        return table;
    }

    private void CheckBounds(CompiledRoute[] routes)
    {
        int matches = 0;
        int regexes = 0;

        foreach (CompiledRoute route in routes)
        {
            matches += route.Matches.Length;
            regexes += route.RegexCount;

            // Reported once, at the route that crosses the bound.
            if (Crosses(matches, route.Matches.Length, Limits.MatchesPerHostMax))
            {
                diagnostics.Report(RoutingDiagnostics.MatchesTooMany, At(route), null, Limits.MatchesPerHostMax);
            }

            if (Crosses(regexes, route.RegexCount, Limits.RegexesPerHostMax))
            {
                diagnostics.Report(RoutingDiagnostics.RegexesTooMany, At(route), null, Limits.RegexesPerHostMax);
            }
        }
    }

    private static bool Crosses(int sum, int step, int bound) => sum > bound && sum - step <= bound;

    private static FieldPath At(CompiledRoute route) => CompiledRoute.PathOf(route.Kind, route.Name).Field("spec").Field("rules");
}
