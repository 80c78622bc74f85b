using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Samples.Gateway;

/// <summary>A condition of a rule and who answers where it holds, in words.</summary>
/// <param name="Condition">Method, host, path, headers and query.</param>
/// <param name="Answer">The redirect, or the backends with their shares.</param>
/// <param name="IsServed">Whether every share has a backend.</param>
internal sealed record RuleLine(string Condition, string Answer, bool IsServed)
{
    /// <summary>A line for each condition of the port's routes, by the routes' names.</summary>
    internal static IEnumerable<RuleLine> Of(GatewayPort port)
    {
        IEnumerable<RuleLine> http =
            from listener in port.Listeners
            from route in listener.HttpRoutes
            orderby route.Name
            from rule in route.Rules
            from condition in rule.Matches.Select(match => Words(match, HostOf(listener, route.Hostnames))).DefaultIfEmpty($"*     {HostOf(listener, route.Hostnames)}/*")
            select new RuleLine(condition, AnswerOf(rule.Filters, rule.Backends), IsWhole(rule.Filters, rule.Backends));
        IEnumerable<RuleLine> grpc =
            from listener in port.Listeners
            from route in listener.GrpcRoutes
            orderby route.Name
            from rule in route.Rules
            from condition in rule.Matches.Select(match => Words(match, HostOf(listener, route.Hostnames))).DefaultIfEmpty($"gRPC  {HostOf(listener, route.Hostnames)}/*")
            select new RuleLine(condition, AnswerOf(rule.Filters, rule.Backends), IsWhole(rule.Filters, rule.Backends));

        // A route that several listeners take has its lines once.
        return http.Concat(grpc).Distinct();
    }

    private static string HostOf(RouteListener listener, ValueList<string> hostnames) =>
        hostnames.IsEmpty ? listener.Hostname ?? "" : string.Join(',', hostnames);

    private static string Words(HttpRouteMatch match, string host)
    {
        string path = match.Path is null ? "/*" : match.Path.Type switch
        {
            PathMatchType.PathPrefix => match.Path.Value.TrimEnd('/') + "/*",
            PathMatchType.Exact => match.Path.Value,
            _ => $" ~ {match.Path.Value}",
        };
        string query = string.Concat(match.QueryParams.Select(static parameter => $" [?{parameter.Name}={parameter.Value}]"));
        return $"{match.Method ?? "*",-5} {host}{path}{Headers(match.Headers)}{query}";
    }

    private static string Words(GrpcRouteMatch match, string host) =>
        $"gRPC  {host}/{match.Method?.Service ?? "*"}/{match.Method?.Method ?? "*"}{Headers(match.Headers)}";

    private static string Headers(ValueList<HeaderMatch> headers) => string.Concat(headers.Select(static header => $" [{header.Name}: {header.Value}]"));

    private static string AnswerOf(ValueList<RouteFilter> filters, ValueList<BackendRef> backends)
    {
        if (filters.OfType<RequestRedirect>().FirstOrDefault() is { } redirect)
        {
            return $"redirect {redirect.StatusCode}";
        }

        if (filters.OfType<UnresolvedFilter>().FirstOrDefault() is { } unresolved)
        {
            return $"({unresolved.Reference} is not served: 500)";
        }

        int total = backends.Sum(static backend => backend.Weight);
        return total == 0 ? "(no backend: 500)" : string.Join(", ", backends.Select(backend => backends.Count == 1
            ? Name(backend)
            : string.Create(CultureInfo.InvariantCulture, $"{Name(backend)} {100.0 * backend.Weight / total:0.#} %")));
    }

    private static bool IsWhole(ValueList<RouteFilter> filters, ValueList<BackendRef> backends) =>
        filters.Any(static filter => filter is RequestRedirect)
        || (!filters.Any(static filter => filter is UnresolvedFilter) && backends.Any(static backend => backend.Weight > 0) && backends.All(static backend => backend.Id is not null));

    private static string Name(BackendRef backend) => backend.Id ?? "(unresolved: 500)";
}
