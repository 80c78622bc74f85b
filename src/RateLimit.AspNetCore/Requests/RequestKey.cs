using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>
/// What of a request tells whose level it is charged to. A request that lacks it is charged under the client's address. Keys of
/// different kinds never meet: a header that says <c>7</c> is not the user <c>7</c>.
/// </summary>
public abstract class RequestKey
{
    private protected RequestKey()
    {
    }

    /// <summary>The client's address: an IPv4 address whole, of an IPv6 address the first 64 bits, which are one site's.</summary>
    public static RequestKey ClientAddress { get; } = new AddressKey(32, 64);

    /// <summary>The authenticated user: the claim <c>nameidentifier</c>, else <c>sub</c>, else the name. Needs authentication before the middleware.</summary>
    public static RequestKey User { get; } = new TextKey("user", static context => UserText.Of(context.User), isProven: true);

    /// <summary>All requests share one level.</summary>
    public static RequestKey Everybody { get; } = new TextKey("everybody", static _ => "", isProven: true);

    /// <summary>The client's address, so many bits of it. Behind a proxy use ASP.NET Core's forwarded headers before the middleware.</summary>
    /// <param name="ipv4PrefixLength">Bits of an IPv4 address, 8 to 32.</param>
    /// <param name="ipv6PrefixLength">Bits of an IPv6 address, 16 to 128.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is out of range.</exception>
    public static RequestKey Address(int ipv4PrefixLength, int ipv6PrefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ipv4PrefixLength, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv4PrefixLength, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(ipv6PrefixLength, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv6PrefixLength, 128);
        return new AddressKey(ipv4PrefixLength, ipv6PrefixLength);
    }

    /// <summary>
    /// A header's value. Anybody can write anything there: where <see cref="RateLimitOptions.PlanOf"/> does not know the value, the request
    /// is charged under the client's address, so that new values give no new levels.
    /// </summary>
    /// <param name="name">The header's name.</param>
    public static RequestKey Header(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new TextKey($"header {name}", context => HeaderText(context, name), isProven: false);
    }

    /// <summary>The first claim of a type that the user has. Needs authentication before the middleware.</summary>
    /// <param name="type">The claim's type: <c>client_id</c>.</param>
    public static RequestKey Claim(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return new TextKey($"claim {type}", context => context.User.FindFirst(type)?.Value, isProven: true);
    }

    /// <summary>The customer that a function finds, which is trusted to have proven it.</summary>
    /// <param name="customer">Tells the customer of a request; <see langword="null"/> where there is none.</param>
    public static RequestKey Customer(Func<HttpContext, string?> customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return new TextKey("customer", customer, isProven: true);
    }

    /// <summary>Whether what it reads cannot be made up by the client.</summary>
    internal abstract bool IsProven { get; }

    /// <summary>Reads the key of a request; <see langword="false"/> where the request lacks it.</summary>
    internal abstract bool TryRead(HttpContext context, LimitRegistry registry, out LimitKey key, out string? customer);

    // A field in several lines is one text (RFC 9110 section 5.3); Kestrel's usual single line is not copied.
    private static string? HeaderText(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out StringValues values) && values.ToString() is { Length: > 0 } text ? text : null;

    private sealed class TextKey(string kind, Func<HttpContext, string?> text, bool isProven) : RequestKey
    {
        internal override bool IsProven => isProven;

        internal override bool TryRead(HttpContext context, LimitRegistry registry, out LimitKey key, out string? customer)
        {
            customer = text(context);
            key = customer is null ? default : registry.KeyOf<char>(kind).And(registry.KeyOf<char>(customer));
            return customer is not null;
        }
    }
}
