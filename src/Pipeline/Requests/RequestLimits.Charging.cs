using Gatehouse.Primitives;
using Gatehouse.RateLimit;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <content>Whom a request is charged to.</content>
public sealed partial class RequestLimits
{
    /// <summary>Charges a request.</summary>
    /// <returns><see cref="RequestReason.None"/> where it may pass.</returns>
    internal RequestReason Charge<TRequest>(RateLimitPolicySnapshot policy, CompiledRule rule, scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct
    {
        _policy = policy;

        if (!policy.IsAvailable || policy.Table.Registry is not { } registry)
        {
            return RequestReason.RateLimitUnavailable;
        }

        _now = _clock.Now();
        Gather(policy, policy.EarlyLimits, rule, in request, registry);

        if (!Charge(ref _early, 0))
        {
            return RequestReason.RateLimited;
        }

        // Here authentication will stand: what is above shields it from floods, what is below knows who asks. A refusal below
        // does not give back what was charged above: the attempt was made, and its cost was borne.
        int first = _count;
        Gather(policy, policy.LateLimits, rule, in request, registry);
        _planFrom = _count;

        if (policy.Customer is { } customer)
        {
            GatherPlan(policy, customer, rule, in request, registry);
        }

        return Charge(ref _late, first) ? RequestReason.None : RequestReason.RateLimited;
    }

    private void Gather<TRequest>(
        RateLimitPolicySnapshot policy, PolicyLimit[] limits, CompiledRule rule, scoped in TRequest request, LimitRegistry registry)
        where TRequest : IHttpRequestView, allows ref struct
    {
        foreach (ref readonly PolicyLimit limit in limits.AsSpan())
        {
            LimitKey key = limit.Key.Type switch
            {
                LimitKeyType.Route => RouteKey(rule, registry),
                LimitKeyType.ClientAddress => AddressKey.Of(_client, limit.Key, registry),
                _ => TextOf(limit.Key, in request) is { IsEmpty: false } text ? registry.KeyOf(text) : default,
            };
            _charges[_count++] = new LimitCharge(policy.Table.Limiters[policy.OwnPlan].Limiters[limit.Index], key, limit.Cost);
        }
    }

    private void GatherPlan<TRequest>(
        RateLimitPolicySnapshot policy, LimitKeyReader customer, CompiledRule rule, scoped in TRequest request, LimitRegistry registry)
        where TRequest : IHttpRequestView, allows ref struct
    {
        ReadOnlySpan<char> name = TextOf(customer, in request);
        bool isKnown = policy.Table.TryFindPlanOf(name, _store, out int plan);
        _plan = plan < 0 ? policy.DefaultPlan : plan;

        // Strangers are told apart by where they come from: a level that all of them shared would be anybody's to empty. Nor
        // does a name that nobody knows make a level: whoever invents names would have as many levels as he likes.
        LimitKey key = isKnown ? registry.KeyOf(name)
            : customer.Type == LimitKeyType.Route ? RouteKey(rule, registry)
            : AddressKey.Of(_client, customer, registry);

        foreach (Limiter limiter in policy.Table.Limiters[_plan].Limiters)
        {
            // However much a request costs, it is one at a time.
            bool isConcurrency = limiter.Limit.Kind == LimitKind.Concurrency;
            _charges[_count++] = new LimitCharge(limiter, key, isConcurrency ? 1 : policy.CustomerCost);
        }
    }

    private bool Charge(ref Phase phase, int first)
    {
        phase.Count = _count - first;

        if (phase.Count == 0)
        {
            return true;
        }

        ReadOnlySpan<LimitCharge> charges = _charges.AsSpan(first, phase.Count);
        phase.Admission = Admission.Charge(charges, in _now, _decisions.AsSpan(first));
        phase.IsRefused = !phase.Admission.IsAdmitted;

        if (!phase.IsRefused)
        {
            Hold(first);
        }

        return !phase.IsRefused;
    }

    // Names of routes are unique by kind.
    private static LimitKey RouteKey(CompiledRule rule, LimitRegistry registry)
    {
        LimitKey key = registry.KeyOf<char>(rule.RouteName);
        return rule.Kind == RouteKind.Grpc ? key.And(default) : key;
    }

    // A field that stands there twice names nobody: whoever reads the first and whoever reads the last would not agree.
    private static ReadOnlySpan<char> TextOf<TRequest>(LimitKeyReader reader, scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct
    {
        if (reader.Header is not { } header || request.GetHeader(header, 0, out ReadOnlySpan<char> value) != 1)
        {
            return default;
        }

        return value.Length <= Limits.KeyTextLengthMax ? value : default;
    }
}
