using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>What a customer means to buy.</summary>
internal static class CartService
{
    internal static void Map(WebApplication app) => app.MapFallback((HttpContext context) =>
        ShopService.Answer(context, "cart", "v1", new JsonObject { ["items"] = new JsonArray("lamp", "mug") }));
}
