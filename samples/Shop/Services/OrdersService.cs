using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>Takes orders: asks products whether there is such a thing and payments whether it is paid.</summary>
internal static class OrdersService
{
    internal static void Map(WebApplication app, HttpClient http, Uri products, Uri payments)
    {
        app.MapPost("/orders/{product}", async (HttpContext context, string product) =>
            ShopService.Answer(context, "orders", "v1", new JsonObject
            {
                ["status"] = "accepted",
                ["product"] = await AskAsync(http, new Uri(products, $"/products/{Uri.EscapeDataString(product)}")),
                ["payment"] = await AskAsync(http, new Uri(payments, "/payments/new")),
            }));
        app.MapFallback((HttpContext context) =>
            ShopService.Answer(context, "orders", "v1", new JsonArray("order-1", "order-2")));
    }

    private static async Task<JsonNode?> AskAsync(HttpClient http, Uri address) =>
        JsonNode.Parse(await http.GetStringAsync(address))?["content"]?.DeepClone();
}
