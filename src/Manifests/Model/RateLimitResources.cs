using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.RateLimit;

namespace Gatehouse.Manifests;

/// <summary>A RateLimitPolicy: how many requests its targets take. What has no reference in it is the configuration's model already.</summary>
internal sealed record RateLimitPolicyResource : PolicyResource
{
    public override string Kind => KindNames.RateLimitPolicy;

    /// <summary>Limits of its own. Without any, and without <see cref="Plans"/>, its targets are exempt from less specific policies.</summary>
    public ValueList<KeyedLimit> Limits { get; init; }

    public CustomerPlans? Plans { get; init; }
}

/// <summary>
/// A Plan: what a customer may do. It is of the cluster, not of a namespace: who sells plans is who runs the gateway, and
/// its name is what a customer and every policy call it.
/// </summary>
internal sealed record PlanResource : Resource
{
    public override string Kind => KindNames.Plan;

    public ValueList<Limit> Limits { get; init; }
}

/// <summary>A Customer, of the cluster like its plan: its name is what requests say or prove.</summary>
internal sealed record CustomerResource : Resource
{
    public override string Kind => KindNames.Customer;

    /// <summary>The name of its plan.</summary>
    public required string Plan { get; init; }
}
