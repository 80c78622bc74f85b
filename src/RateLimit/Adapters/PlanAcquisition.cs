using System.Threading.RateLimiting;

namespace Gatehouse.RateLimit;

/// <summary>What both adapters do with a request for permits.</summary>
internal static class PlanAcquisition
{
    /// <summary>Takes permits, or tells by 0 permits whether there is one.</summary>
    public static AdmissionDecision Acquire(PlanPartition partition, int permitCount, in LimitTime now, ref LimitDecisions decisions)
    {
        AdmissionDecision decision = permitCount == 0
            ? partition.Plan.Peek(partition.Key, 1, in now, ref decisions)
            : partition.Plan.ChargeEach(partition.Key, permitCount, in now, ref decisions);

        return decision.Reason == AdmissionReason.CostAboveLimit
            ? throw new ArgumentOutOfRangeException(
                nameof(permitCount), permitCount, $"The limit {decision.Decisive.Limit} never has more than {decision.Decisive.Limit!.CostMax} permits.")
            : decision;
    }

    public static RateLimitLease LeaseOf(in AdmissionDecision decision, HeldPermits? held, bool describesAdmissions)
    {
        bool isDescribed = describesAdmissions || !decision.IsAdmitted;

        return held is null && !isDescribed
            ? PlanLease.Granted
            : new PlanLease(decision.IsAdmitted, isDescribed ? decision.Decisive : default, held);
    }

    /// <summary>Permits that a request could have at once.</summary>
    public static long Available(PlanPartition partition, in LimitTime now)
    {
        LimitDecisions decisions = default;
        AdmissionDecision asked = partition.Plan.Peek(partition.Key, 0, in now, ref decisions);
        return asked.Decisive.Limit is null ? long.MaxValue : asked.Decisive.Remaining;
    }
}
