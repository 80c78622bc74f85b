using System.Security.Claims;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>What names a user.</summary>
internal static class UserText
{
    public static string? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } identity
            ? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value ?? identity.Name
            : null;
}
