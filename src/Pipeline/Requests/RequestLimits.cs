using System.Net;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>
/// What one request is charged, and what came of it. A host keeps one for each request under way, gives it to
/// <see cref="TrafficPipeline"/>, tells the client of it and releases it when the request has ended. Made once and used again, so
/// that a limited request allocates nothing. Not thread-safe.
/// </summary>
public sealed partial class RequestLimits
{
    /// <summary>The longest value of a field about a request's limits, in characters.</summary>
    public const int FieldLengthMax = 2 * RateLimitFields.LengthMax;

    // Those before and those after authentication, each as many as one decision takes.
    private const int LimitsMax = 2 * RateLimit.Limits.LimitsPerRequestMax;

    private readonly LimitCharge[] _charges = new LimitCharge[LimitsMax];
    private readonly LimitDecision[] _decisions = new LimitDecision[LimitsMax];
    private readonly LimitClock _clock;
    private readonly ICustomerStore? _store;
    private IPAddress? _client;
    private RateLimitPolicySnapshot? _policy;
    private LimitTime _now;
    private Phase _early;
    private Phase _late;
    private int _count;
    private int _planFrom;
    private int _plan = -1;

    /// <summary>Room for the limits of a request.</summary>
    /// <param name="clock">The clock that all limits of the registry are decided by.</param>
    /// <param name="customers">Who knows the plans of customers that the configuration does not name; <see langword="null"/>: nobody.</param>
    public RequestLimits(LimitClock clock, ICustomerStore? customers = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _store = customers;
    }

    /// <summary>The policy that holds for the request; <see langword="null"/> where none does.</summary>
    public string? Policy => _policy?.Name;

    /// <summary>The plan that the request was charged to; <see langword="null"/> where it did not come that far.</summary>
    public string? Plan => _plan < 0 ? null : _policy!.Table.Limiters[_plan].Name;

    /// <summary>Whether a limit refused the request.</summary>
    public bool IsRefused => _early.IsRefused || _late.IsRefused;

    /// <summary>The answer that counts: the refusal, else that of the limit with the fewest permits left. <c>default</c> where no limit counts.</summary>
    public LimitDecision Decisive => _late.IsRefused || Tighter(in _late.Admission, in _early.Admission) ? _late.Admission.Decisive : _early.Admission.Decisive;

    /// <summary>The answers of all limits that were asked.</summary>
    public ReadOnlySpan<LimitDecision> Decisions => _decisions.AsSpan(0, _count);

    /// <summary>The value of <c>RateLimit-Policy</c>: made once for each plan of a policy. Empty where there is nothing to tell.</summary>
    public string PolicyField => _count == 0 ? "" : _policy!.FieldOf(Decisions, _plan, isEarlyOnly: _early.IsRefused);

    /// <summary>A request arrived from that address; <see langword="null"/> where nobody knows it.</summary>
    public void Begin(IPAddress? client)
    {
        Clear();
        _client = client;
    }

    /// <summary>What one of the <see cref="Decisions"/> did.</summary>
    public LimitOutcome OutcomeOf(int index)
    {
        ref readonly LimitDecision decision = ref _decisions[index];
        bool isRefused = index < _early.Count ? _early.IsRefused : _late.IsRefused;

        return decision switch
        {
            { IsAdmitted: false, Limit.IsDryRun: false } => LimitOutcome.Refused,
            _ when isRefused => LimitOutcome.None,
            { Limit.IsDryRun: true } => decision.IsAdmitted ? LimitOutcome.DryRunAdmitted : LimitOutcome.DryRunRefused,
            _ => LimitOutcome.Admitted,
        };
    }

    /// <summary>The plan of one of the <see cref="Decisions"/>; <see langword="null"/> for a limit of the policy's own.</summary>
    public string? PlanOf(int index) => index >= _planFrom ? Plan : null;

    /// <summary>Forgets the request, without giving anything back.</summary>
    public void Clear()
    {
        // The limiters outlive every configuration, but a policy holds its whole table.
        _policy = null;
        _client = null;
        _early = default;
        _late = default;
        _count = 0;
        _planFrom = 0;
        _plan = -1;
        _renewalTicks = 0;
    }

    private static bool Tighter(in AdmissionDecision one, in AdmissionDecision other) =>
        one.Decisive.Limit is not null && (other.Decisive.Limit is null || one.Decisive.Remaining < other.Decisive.Remaining);

    // All limits of a phase are charged, or none.
    private struct Phase
    {
        internal AdmissionDecision Admission;
        internal int Count;
        internal bool IsRefused;
    }
}
