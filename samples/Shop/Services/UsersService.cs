using System.Text.Json.Nodes;

namespace Gatehouse.Samples.Shop.Services;

/// <summary>Who the customers are.</summary>
internal static class UsersService
{
    internal static void Map(WebApplication app) => app.MapFallback((HttpContext context) =>
        ShopService.Answer(context, "users", "v1", new JsonArray("ada", "grace")));
}
