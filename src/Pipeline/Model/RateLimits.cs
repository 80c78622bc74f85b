using Gatehouse.Primitives;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>
/// Limits for the requests of its targets. Of several policies that concern a request only the most specific holds:
/// rule before route before listener before Gateway (GEP-713).
/// </summary>
public sealed record RateLimitPolicy
{
    /// <summary>Namespace and name: <c>shop/limits</c>. Levels are kept under it, so it is stable over reloads.</summary>
    public required string Name { get; init; }

    /// <summary>What it is attached to. No two policies of a configuration have a target in common.</summary>
    public ValueList<RateLimitTarget> Targets { get; init; }

    /// <summary>
    /// Limits of its own, each with the key that tells whose level is charged. Without any, and without <see cref="Plans"/>, its
    /// targets are not limited: less specific policies do not hold for them either.
    /// </summary>
    public ValueList<KeyedLimit> Limits { get; init; }

    /// <summary>Charges customers to their plans; <see langword="null"/>: this policy knows no customers.</summary>
    public CustomerPlans? Plans { get; init; }
}

/// <summary>What a policy is attached to.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Name">Namespace and name of the object: <c>shop/edge</c>.</param>
/// <param name="Section">
/// The listener's <see cref="Routing.RouteListener.Name"/> of a Gateway, the rule's name of a route; <see langword="null"/> for all of it.
/// </param>
public sealed record RateLimitTarget(RateLimitTargetKind Kind, string Name, string? Section = null);

/// <summary>The kind of a <see cref="RateLimitTarget"/>.</summary>
public enum RateLimitTargetKind : byte
{
    /// <summary>A Gateway, or one of its listeners.</summary>
    Gateway = 0,

    /// <summary>An HTTPRoute, or one of its rules.</summary>
    HttpRoute,

    /// <summary>A GRPCRoute, or one of its rules.</summary>
    GrpcRoute,
}

/// <summary>A limit of a policy.</summary>
/// <param name="Key">Whose level a request is charged to.</param>
/// <param name="Limit">The limit; its name is unique in the policy.</param>
/// <param name="Cost">What a request costs, from 1 to the limit's permits.</param>
public sealed record KeyedLimit(LimitKeySource Key, Limit Limit, int Cost = 1);

/// <summary>Customers and their plans. A customer who is not known has the default plan, never none.</summary>
/// <param name="Customer">What names the customer; a request without it, or with one that nobody knows, is charged to the
/// default plan under the client's address.</param>
/// <param name="DefaultPlan">
/// The name of the plan of everybody else. One that is not in <see cref="TrafficConfig.Plans"/>: the requests of the policy are
/// answered 500, never admitted.
/// </param>
/// <param name="Cost">What a request costs, at least 1.</param>
public sealed record CustomerPlans(LimitKeySource Customer, string DefaultPlan, int Cost = 1);

/// <summary>What of a request names whose level it is charged to.</summary>
/// <param name="Type">The kind of source.</param>
/// <param name="Name">The header's name, or the claim's; <see langword="null"/> for the others.</param>
public sealed record LimitKeySource(LimitKeyType Type, string? Name = null)
{
    /// <summary>How many bits of a client's IPv4 address count, 8 to 32.</summary>
    public int Ipv4PrefixLength { get; init; } = 32;

    /// <summary>How many bits of a client's IPv6 address count, 16 to 128; a site has 2^64 addresses, so 64 by default.</summary>
    public int Ipv6PrefixLength { get; init; } = 64;
}

/// <summary>The kind of a <see cref="LimitKeySource"/>. Address and route are known before anybody is authenticated, the others after.</summary>
public enum LimitKeyType : byte
{
    /// <summary>All requests of a route share one level.</summary>
    Route = 0,

    /// <summary>The client's address, as trusted hops tell it.</summary>
    ClientAddress,

    /// <summary>A header's value; requests without it share one level.</summary>
    Header,

    /// <summary>A claim of the verified token; requests without it share one level.</summary>
    Claim,

    /// <summary>The customer that authentication found; requests without one share one level.</summary>
    Customer,
}

/// <summary>A customer and the plan it has.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Plan">
/// The name of its plan. One that is not in <see cref="TrafficConfig.Plans"/>: it has the default plan, as everybody who is not
/// known, until there is its own.
/// </param>
public sealed record Customer(string Name, string Plan);
