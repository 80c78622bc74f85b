using System.Diagnostics.Metrics;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;

namespace Gatehouse.Hosting;

/// <summary>Counts what limits decided. Policies, plans and limits are the configuration's; a customer is never a tag.</summary>
internal sealed class LimitMeter(Meter meter)
{
    private readonly Counter<long> _decisions = meter.CreateCounter<long>(
        "gatehouse.ratelimit.decisions", "{decision}", "Decisions of rate limits.");

    /// <summary>Counts the decisions of a request, once it has ended.</summary>
    internal void Count(Exchange exchange)
    {
        if (_decisions.Enabled && exchange.Limits is { Policy: not null } limits)
        {
            Count(limits, exchange.Reason);
        }
    }

    private void Count(RequestLimits limits, RequestReason reason)
    {
        if (reason == RequestReason.RateLimitUnavailable)
        {
            _decisions.Add(1, new("gatehouse.policy", limits.Policy), new("gatehouse.outcome", "unavailable"));
        }

        ReadOnlySpan<LimitDecision> decisions = limits.Decisions;

        for (int i = 0; i < decisions.Length; i++)
        {
            if (WordOf(limits.OutcomeOf(i)) is { } outcome)
            {
                _decisions.Add(
                    1,
                    new("gatehouse.policy", limits.Policy),
                    new("gatehouse.plan", limits.PlanOf(i) ?? TelemetryWords.None),
                    new("gatehouse.limit", decisions[i].Limit!.Name),
                    new("gatehouse.outcome", outcome));
            }
        }
    }

    private static string? WordOf(LimitOutcome outcome) => outcome switch
    {
        LimitOutcome.Admitted => "admitted",
        LimitOutcome.Refused => "refused",
        LimitOutcome.DryRunAdmitted => "dry_run_admitted",
        LimitOutcome.DryRunRefused => "dry_run_refused",
        _ => null,
    };
}
