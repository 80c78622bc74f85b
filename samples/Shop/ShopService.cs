using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Samples.Shop;

/// <summary>What all services of the shop share: how they are built, and how they show what reached them.</summary>
internal static class ShopService
{
    /// <summary>An empty service on a port of 127.0.0.1.</summary>
    internal static WebApplication Build(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);

        // A port that is taken is told by whoever starts the shop, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        return builder.Build();
    }

    /// <summary>
    /// An answer that names the service and shows the request as it arrived, so that a reader sees what the gateway
    /// did to it. A real service would show neither.
    /// </summary>
    internal static IResult Answer(HttpContext context, string service, string version, JsonNode? content)
    {
        JsonObject headers = [];

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (IsInteresting(name))
            {
                headers[name.ToLowerInvariant()] = values.ToString();
            }
        }

        context.Response.Headers["x-served-by"] = $"{service}-{version}";
        JsonObject answer = new()
        {
            ["service"] = service,
            ["version"] = version,
            ["method"] = context.Request.Method,
            ["path"] = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            ["host"] = context.Request.Host.Value,
            ["headers"] = headers,
            ["content"] = content,
        };
        return Results.Text(answer.ToJsonString() + "\n", "application/json");
    }

    private static bool IsInteresting(string name) =>
        name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("trace", StringComparison.OrdinalIgnoreCase);
}
