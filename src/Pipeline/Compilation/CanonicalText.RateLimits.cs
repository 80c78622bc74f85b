using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <content>Rate limits. The order of limits is that of the fields that clients are told, so it means something.</content>
internal sealed partial class CanonicalText
{
    private void Write(Plan plan)
    {
        Text(plan.Name);
        Ordered("limits", plan.Limits, static (t, limit) => t.Write(limit));
    }

    private void Write(RateLimitPolicy policy)
    {
        Text(policy.Name);
        Sorted("targets", policy.Targets, static (t, target) => t.Number((long)target.Kind).Text(target.Name).Text(target.Section));
        Ordered("limits", policy.Limits, static (t, limit) =>
        {
            t.Number(limit.Cost).Write(limit.Key);
            t.Write(limit.Limit);
        });
        Text(policy.Plans?.DefaultPlan).Number(policy.Plans?.Cost ?? -1).Write(policy.Plans?.Customer);
    }

    private void Write(LimitKeySource? source) =>
        Number((long?)source?.Type ?? -1).Text(source?.Name).Number(source?.Ipv4PrefixLength ?? -1).Number(source?.Ipv6PrefixLength ?? -1);

    private void Write(Limit limit)
    {
        Text(limit.GetType().Name).Text(limit.Name).Number(limit.DryRun ? 1 : 0);

        switch (limit)
        {
            case TokenBucketLimit bucket:
                Number(bucket.Rate.Permits).Number((long)bucket.Rate.Period).Number(bucket.Burst ?? -1);
                break;
            case SlidingWindowLimit window:
                Number(window.Permits).Number(window.Window.Ticks);
                break;
            case QuotaLimit quota:
                Number(quota.Permits).Number((long)quota.Period);
                break;
            case ConcurrencyLimit concurrency:
                Number(concurrency.Permits).Number(concurrency.Lease.Ticks);
                break;
            default:
                // A limit that this text forgot would make two configurations look the same: fail loudly instead.
                throw new NotSupportedException($"{limit.GetType().Name} has no canonical text.");
        }
    }
}
