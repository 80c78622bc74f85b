using System.Globalization;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>Names of keys: <c>gatehouse:{hash of the customer}:plan/limit</c>. In a cluster the braces keep all limits of a customer on one server.</summary>
internal static class LimitKeys
{
    public static RedisKey Of(string prefix, CompiledLimit limit, LimitKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}:{{{key.High:x16}{key.Low:x16}}}:{limit.PlanName}/{limit.Name}");
}
