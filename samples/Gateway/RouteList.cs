using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Samples.Gateway;

/// <summary>Says what the gateway serves, for people.</summary>
internal static class RouteList
{
    /// <summary>One line for each rule.</summary>
    internal static void Print(TextWriter output, TrafficConfig config, GatewayArguments arguments)
    {
        foreach (GatewayPort port in config.Ports)
        {
            output.WriteLine($"\nGateway {port.Gateway} on {(port.Scheme == ListenerScheme.Https ? "https" : "http")}://{arguments.Address}:{port.Port + arguments.PortOffset}\n");

            foreach (HttpRoute route in port.Listeners.SelectMany(listener => listener.HttpRoutes).OrderBy(route => route.Name))
            {
                foreach (HttpRouteRule rule in route.Rules)
                {
                    output.WriteLine($"  {string.Join(" | ", rule.Matches.Select(Condition).DefaultIfEmpty("/*")),-44} -> {Answer(rule)}");
                }
            }
        }
    }

    /// <summary>Lines to paste into a shell, one for each lesson of the shop.</summary>
    internal static void PrintLessons(TextWriter output, GatewayArguments arguments)
    {
        string shop = $"http://{arguments.Address}:{8080 + arguments.PortOffset}";
        output.WriteLine($"""

            Try it:

              curl {shop}/                                  # the frontend
              curl {shop}/products/mug                      # version 1, one time in ten version 2
              curl -H 'x-canary: true' {shop}/products/mug  # version 2
              curl -X POST {shop}/orders/mug                # orders asks products and payments
              curl -i -X DELETE {shop}/orders/mug           # 404: no rule for DELETE
              curl -i {shop}/old-shop/products              # 301 to /products
              curl '{shop}/api/v1/products/mug?x=1'         # the backend sees /products/mug?x=1
              curl -i -H 'x-debug: 1' {shop}/payments       # headers changed both ways
              curl --http2-prior-knowledge {shop}/cart      # HTTP/2 on the same port

            Edit a file in {ShopFolder.Find()} and try again. Ctrl+C ends it.

            """);
    }

    private static string Condition(HttpRouteMatch match)
    {
        string path = match.Path is null ? "/*" : match.Path.Type switch
        {
            PathMatchType.PathPrefix => match.Path.Value.TrimEnd('/') + "/*",
            PathMatchType.Exact => match.Path.Value,
            _ => $"~ {match.Path.Value}",
        };
        string headers = string.Concat(match.Headers.Select(header => $" [{header.Name}: {header.Value}]"));
        string query = string.Concat(match.QueryParams.Select(parameter => $" [?{parameter.Name}={parameter.Value}]"));
        return $"{match.Method ?? "*",-5} {path}{headers}{query}";
    }

    private static string Answer(HttpRouteRule rule)
    {
        if (rule.Filters.OfType<RequestRedirect>().FirstOrDefault() is { } redirect)
        {
            return $"redirect {redirect.StatusCode}";
        }

        int total = rule.Backends.Sum(backend => backend.Weight);
        return string.Join(", ", rule.Backends.Select(backend => rule.Backends.Count == 1
            ? Name(backend)
            : string.Create(CultureInfo.InvariantCulture, $"{Name(backend)} {100.0 * backend.Weight / Math.Max(total, 1):0.#} %")));
    }

    private static string Name(BackendRef backend) => backend.Id ?? "(unresolved: 500)";
}
