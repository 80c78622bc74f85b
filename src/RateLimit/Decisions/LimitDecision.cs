namespace Gatehouse.RateLimit;

/// <summary>
/// One limit's answer. <c>default</c> refuses. It holds what was decided and from which level; what a client is told is worked
/// out when it is asked for, so a decision that nobody looks at costs nothing.
/// </summary>
public readonly struct LimitDecision
{
    private readonly LimitTime _now;
    private readonly long _cost;

    internal LimitDecision(CompiledLimit limit, AdmissionReason reason, ulong level, long cost, in LimitTime now, bool isCharged, bool isShared)
    {
        Limit = limit;
        Reason = reason;
        Level = level;
        IsCharged = isCharged;
        IsShared = isShared;
        _cost = cost;
        _now = now;
    }

    /// <summary>The limit; <see langword="null"/> for <c>default</c>.</summary>
    public CompiledLimit? Limit { get; }

    /// <summary>Why.</summary>
    public AdmissionReason Reason { get; }

    /// <summary>Whether it was decided on the level that keys without room share (<see cref="LimitRegistryOptions.KeysPerLimiter"/>).</summary>
    public bool IsShared { get; }

    /// <summary>Whether the limit admits the request. A dry run may say no and the request is admitted all the same.</summary>
    public bool IsAdmitted => Reason == AdmissionReason.Admitted;

    /// <summary>Permits that are left, 0 or more, rounded down: the <c>r</c> of a <c>RateLimit</c> field.</summary>
    public long Remaining => Limit is null ? 0 : RateLimit.Level.Remaining(Limit, Level, in _now);

    /// <summary>Nanoseconds until all permits are back if nothing else is charged.</summary>
    public long ResetTicks => Limit is null ? 0 : RateLimit.Level.ResetTicks(Limit, Level, in _now);

    /// <summary><see cref="ResetTicks"/> in seconds, rounded up.</summary>
    public long ResetSeconds => CompiledLimit.CeilingSeconds(ResetTicks);

    /// <summary>The moment of <see cref="ResetSeconds"/> as Unix time in seconds, rounded up.</summary>
    public long ResetUnixSeconds =>
        (_now.UtcTicks - DateTime.UnixEpoch.Ticks + (ResetTicks / TimeSpan.NanosecondsPerTick) + TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond;

    /// <summary>
    /// Nanoseconds until the same request is admitted if nothing else is charged, and not one less; 0 if it was admitted; -1 where
    /// there is no such time: <see cref="AdmissionReason.CostAboveLimit"/>, <see cref="AdmissionReason.ConcurrencyExceeded"/>,
    /// <see cref="AdmissionReason.StoreUnavailable"/> and <c>default</c>.
    /// </summary>
    public long RetryAfterTicks => Reason switch
    {
        AdmissionReason.Admitted => 0,
        AdmissionReason.None or AdmissionReason.CostAboveLimit or AdmissionReason.StoreUnavailable => -1,
        _ => RateLimit.Level.RetryTicks(Limit!, Level, _cost, in _now),
    };

    /// <summary>The value of a <c>Retry-After</c> field: whole seconds, rounded up, at least 1; <see langword="null"/> where there is none to send.</summary>
    public long? RetryAfterSeconds => RetryAfterTicks is var ticks && (IsAdmitted || ticks < 0) ? null : Math.Max(1, CompiledLimit.CeilingSeconds(ticks));

    /// <summary>
    /// The window that is told to clients in whole seconds, at least 1: the time a burst takes to come back, the window, or the
    /// real length of the calendar period; 0 for a concurrency limit.
    /// </summary>
    public long WindowSeconds => Limit is null ? 0 : Limit.Kind == LimitKind.Quota ? Limit.Periods.At(_now.UtcTicks).Seconds : Limit.PolicySeconds;

    /// <summary>The level from which this was decided, after the charge if there was one.</summary>
    internal ulong Level { get; }

    internal long Cost => _cost;

    /// <summary>The same answer after its charge was taken back.</summary>
    internal LimitDecision AsAsked() => new(Limit!, Reason, Level, _cost, in _now, isCharged: false, IsShared);

    /// <summary>Whether the limit was charged, and not only asked.</summary>
    internal bool IsCharged { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Limit}: {Reason}";
}
