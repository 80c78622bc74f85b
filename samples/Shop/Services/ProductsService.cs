using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>What is for sale. Version 2 knows the price in cents, so that a client sees which one it got.</summary>
internal static class ProductsService
{
    private static readonly (string Id, string Name, int Cents)[] Catalogue =
    [
        ("lamp", "Desk lamp", 3900),
        ("mug", "Coffee mug", 850),
        ("chair", "Oak chair", 14900),
    ];

    internal static void Map(WebApplication app, string version)
    {
        app.MapGet("/products/{id}", (HttpContext context, string id) =>
            ShopService.Answer(context, "products", version, Find(id, version)));
        app.MapFallback((HttpContext context) =>
            ShopService.Answer(context, "products", version, new JsonArray([.. Catalogue.Select(item => Show(item, version))])));
    }

    private static JsonObject? Find(string id, string version) =>
        Catalogue.Where(item => item.Id == id).Select(item => Show(item, version)).FirstOrDefault();

    private static JsonObject Show((string Id, string Name, int Cents) item, string version) => version == "v1"
        ? new JsonObject { ["id"] = item.Id, ["name"] = item.Name }
        : new JsonObject { ["id"] = item.Id, ["name"] = item.Name, ["priceCents"] = item.Cents };
}
