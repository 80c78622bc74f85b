using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>The shop window: whatever no other route takes.</summary>
internal static class FrontendService
{
    internal static void Map(WebApplication app) => app.MapFallback((HttpContext context) =>
        ShopService.Answer(context, "frontend", "v1", JsonValue.Create("Welcome to the shop.")));
}
