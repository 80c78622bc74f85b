using System.Collections.Frozen;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>The policies of a route: of all of it, and of its named rules.</summary>
internal sealed record RoutePolicies(RateLimitPolicySnapshot? Whole, FrozenDictionary<string, RateLimitPolicySnapshot> Rules)
{
    internal RateLimitPolicySnapshot? Find(string? rule) =>
        rule is not null && Rules.TryGetValue(rule, out RateLimitPolicySnapshot? policy) ? policy : Whole;
}

/// <summary>
/// The rate limits of one port. Which policy holds is known from names alone, so each is one look-up: the compiled rules are
/// shared by all listeners a route is attached to, and stay the same objects when a policy changes.
/// </summary>
internal sealed class PortRateLimits
{
    internal RateLimitPolicySnapshot? Gateway { get; init; }

    internal FrozenDictionary<string, RateLimitPolicySnapshot>? Listeners { get; init; }

    internal FrozenDictionary<string, RoutePolicies>? HttpRoutes { get; init; }

    internal FrozenDictionary<string, RoutePolicies>? GrpcRoutes { get; init; }

    /// <summary>The one policy that holds: rule before route before listener before Gateway (GEP-713).</summary>
    internal RateLimitPolicySnapshot? Find(CompiledListener listener, CompiledRule rule)
    {
        FrozenDictionary<string, RoutePolicies>? routes = rule.Kind == RouteKind.Grpc ? GrpcRoutes : HttpRoutes;

        if (routes is not null && routes.TryGetValue(rule.RouteName, out RoutePolicies? route) && route.Find(rule.Name) is { } policy)
        {
            return policy;
        }

        return Listeners is not null && Listeners.TryGetValue(listener.Name, out RateLimitPolicySnapshot? ofListener) ? ofListener : Gateway;
    }
}
