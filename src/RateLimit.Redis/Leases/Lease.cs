namespace Gatehouse.RateLimit.Redis;

/// <summary>A block of permits of one key and limit that was taken from the store, to be spent here.</summary>
internal sealed class Lease(Limiter limiter, LimitKey key, LeaseTerms terms)
{
    private readonly Lock _lock = new();
    private long _permits;
    private long _block = 1;
    private long _cap;
    private long _refillBelow;
    private long _filledAt = long.MinValue;
    private bool _isTouched = true;
    private bool _isClosed;
    private Task<bool>? _refill;
    private LimitTime _filledNow;
    private LeaseLevel? _level;
    private LeaseRefusal? _refusal;

    public LimitKey Key { get; } = key;

    public Limiter Limiter { get; } = limiter;

    /// <summary>Takes permits, or tells that the store has refused them; <see langword="null"/>: the store has to be asked.</summary>
    public bool? TryTake(int cost, in LimitTime now, out LimitDecision decision)
    {
        if (!_isTouched)
        {
            _isTouched = true;
        }

        long seen = Volatile.Read(ref _permits);

        while (seen >= cost)
        {
            long was = Interlocked.CompareExchange(ref _permits, seen - cost, seen);

            if (was == seen)
            {
                if (seen - cost < Volatile.Read(ref _refillBelow))
                {
                    RefillAhead(in now);
                }

                decision = Tell(AdmissionReason.Admitted, cost, in now);
                return true;
            }

            seen = was;
        }

        bool isRefused = Volatile.Read(ref _refusal) is { } refusal && cost >= refusal.Cost && now.Ticks < refusal.UntilTicks;
        decision = isRefused ? Tell(RateLimit.Limiter.RefusalOf(Limiter.Limit), cost, in now) : default;
        return isRefused ? false : null;
    }

    /// <summary>Puts permits back that were taken for a request which another limit has refused.</summary>
    public void PutBack(int cost) => Add(cost, Volatile.Read(ref _cap));

    /// <summary>A decision by what is known of the level.</summary>
    public LimitDecision Tell(AdmissionReason reason, int cost, in LimitTime now) => Volatile.Read(ref _level) is { } level
        ? new LimitDecision(level.Limit, reason, level.Level, cost, level.At(in now), isCharged: false, isShared: false)
        : new LimitDecision(Limiter.Limit, reason, 0, cost, in now, isCharged: false, isShared: false);

    /// <summary>Asks the store for more, once at a time for all who wait.</summary>
    /// <returns>Whether it answered.</returns>
    public Task<bool> RefillAsync(int cost, LimitTime now)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return Task.FromResult(true);
            }

            if (_refill is null or { IsCompleted: true })
            {
                _refill = FillAsync(cost, now);
            }

            return _refill;
        }
    }

    /// <summary>Ends a lease that nobody has asked since the last call.</summary>
    /// <param name="evenIfBusy">Ends it in any case.</param>
    /// <param name="giveBack">The call that gives back what was not spent.</param>
    public bool TryClose(bool evenIfBusy, out GiveBackCall? giveBack)
    {
        giveBack = null;

        lock (_lock)
        {
            if ((_isTouched || _refill is { IsCompleted: false }) && !evenIfBusy)
            {
                // Half as much next time where less than half was spent.
                _block = Volatile.Read(ref _permits) > _block / 2 ? Math.Max(1, _block / 2) : _block;
                _isTouched = false;
                return false;
            }

            _isClosed = true;
        }

        long permits = Interlocked.Exchange(ref _permits, 0);

        if (permits > 0 && _level is { } level)
        {
            giveBack = new GiveBackCall(1, terms.Options.IsTimeVirtual ? _filledNow : null);
            giveBack.Put(0, level.Limit, terms.KeyOf(level.Limit, Key), permits, level.Level);
        }

        return true;
    }

    private void RefillAhead(in LimitTime now)
    {
        if (_refill is { IsCompleted: false } || (Volatile.Read(ref _refusal) is { } refusal && now.Ticks < refusal.UntilTicks) || terms.Server.IsAway)
        {
            return;
        }

        _ = RefillAsync(1, now);
    }

    private async Task<bool> FillAsync(int cost, LimitTime now)
    {
        _filledNow = now;
        CompiledLimit limit = Limiter.Limit;
        long block = NextBlock(limit, now.Ticks);
        long held = Volatile.Read(ref _permits);
        long least = Math.Max(1, cost - held);
        long most = Math.Max(least, block - held);
        ChargeCall call = new(1, terms.Options.IsTimeVirtual ? now : null);
        call.Put(0, limit, terms.KeyOf(limit, Key), least, most);
        long start = terms.Time.GetTimestamp();
        long[]? answer = await call.RunAsync(terms.Server, CancellationToken.None).ConfigureAwait(false);

        if (answer is null)
        {
            return false;
        }

        (_, long taken, ulong level, LimitTime levelNow) = call.Read(answer, 0);
        LimitTime local = now.Add(terms.Options.IsTimeVirtual ? TimeSpan.Zero : terms.Time.GetElapsedTime(start));
        Volatile.Write(ref _level, new LeaseLevel(limit, level, levelNow.Ticks - local.Ticks, levelNow.UtcTicks - local.UtcTicks));
        Volatile.Write(ref _refusal, taken < most ? RefusalAfter(limit, taken > 0 ? 1 : least, block, local.Ticks, RetryTicks(limit, level, taken > 0 ? 1 : least, in levelNow)) : null);
        Volatile.Write(ref _refillBelow, block / Limits.RefillPart);
        long cap = Math.Max(terms.BlockMax(limit), cost);
        Volatile.Write(ref _cap, cap);
        Add(taken, cap);
        return true;
    }

    // Never more than a block is held, whatever was put back meanwhile: what is beyond it is lost.
    private void Add(long permits, long cap)
    {
        long seen = Volatile.Read(ref _permits);

        while (Interlocked.CompareExchange(ref _permits, Math.Min(seen + permits, cap), seen) is var was && was != seen)
        {
            seen = was;
        }
    }

    // A hot key has its block doubled until it lasts.
    private long NextBlock(CompiledLimit limit, long now)
    {
        bool isHot = _filledAt != long.MinValue && now - _filledAt < terms.LeaseTicks;
        _filledAt = now;
        _block = Math.Min(isHot ? _block * 2 : _block, terms.BlockMax(limit));
        return _block;
    }

    // When to ask again: when the store has what was asked for. Who spends blocks waits for a part of one, since asking for each permit
    // as it comes would be a round trip each; what comes meanwhile stays in the store.
    private LeaseRefusal RefusalAfter(CompiledLimit limit, long cost, long block, long now, long retry)
    {
        long gather = block == 1 ? 0 : Math.Min(terms.LeaseTicks / Limits.RefillPart, block * LeaseTerms.TicksOfPermit(limit));
        return new LeaseRefusal(cost, now + Math.Max(retry, gather));
    }

    private static long RetryTicks(CompiledLimit limit, ulong level, long cost, in LimitTime now) => Level.RetryTicks(limit, level, cost, in now);
}
