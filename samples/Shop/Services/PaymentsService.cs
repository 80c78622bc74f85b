using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>Says that everything is paid.</summary>
internal static class PaymentsService
{
    internal static void Map(WebApplication app) => app.MapFallback((HttpContext context) =>
        ShopService.Answer(context, "payments", "v1", new JsonObject { ["payment"] = "settled" }));
}
