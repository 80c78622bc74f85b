using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatehouse.RateLimit;

/// <content>Keys that come, keys for which there is no room, and reloads.</content>
public sealed partial class Limiter
{
    private readonly StripedCount _dryRunAdmitted = new();
    private readonly StripedCount _dryRunRefused = new();
    private SharedLevel _shared;
    private long _keysAdded;
    private long _keysEvicted;
    private long _sharedCharges;

    /// <summary>What has come about so far.</summary>
    public LimiterStatistics Statistics => new()
    {
        KeysAdded = Interlocked.Read(ref _keysAdded),
        KeysEvicted = Interlocked.Read(ref _keysEvicted),
        SharedCharges = Interlocked.Read(ref _sharedCharges),
        BytesReserved = _table.BytesReserved,
        BytesMax = _table.BytesMax,
        DryRunAdmitted = _dryRunAdmitted.Total,
        DryRunRefused = _dryRunRefused.Total,
    };

    internal void CountDryRun(bool isAdmitted) => (isAdmitted ? _dryRunAdmitted : _dryRunRefused).Increment();

    /// <summary>Takes over a new version of the limit. One at a time: the registry calls it under its lock.</summary>
    internal void Adopt(CompiledLimit limit, in LimitTime now)
    {
        if (_shape.Limit.Source == limit.Source)
        {
            return;
        }

        // From here on levels are converted when they are met; what is not met is converted here, so that no level is ever
        // older than the versions that a shape remembers.
        Volatile.Write(ref _shape, _shape.Next(limit, now));
        _table.Convert(new Owner(this, now));
        KeyTable.ConvertLevel(ref _shared.Level, new Owner(this, now));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAdd(LimitKey key, in LimitTime now)
    {
        bool isThere = _table.TryAdd(key, new Owner(this, now), out bool isNew, out bool isEviction);

        if (isNew)
        {
            Interlocked.Increment(ref _keysAdded);
        }

        if (isEviction)
        {
            Interlocked.Increment(ref _keysEvicted);
        }

        return isThere;
    }

    // Every slot of the key's chain is busy and the table is as large as it may become: the keys that find no room share one
    // level. A key that gets a slot later takes the shared level along, so nobody ever gets more than the limit.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryChargeShared(LimitShape shape, LimitKey key, int cost, in LimitTime now, out LimitDecision decision)
    {
        if (!TryRead(shape, ref _shared.Level, out ulong seen, out ulong current))
        {
            decision = default;
            return false;
        }

        if (!Level.TryCharge(shape.Limit, current, cost, in now, out ulong charged))
        {
            decision = new LimitDecision(shape.Limit, RefusalOf(shape.Limit), current, cost, in now, isCharged: false, isShared: true);
            return Volatile.Read(ref _shared.Level) == seen;
        }

        decision = new LimitDecision(shape.Limit, AdmissionReason.Admitted, charged, cost, in now, isCharged: true, isShared: true);

        if (Interlocked.CompareExchange(ref _shared.Level, charged, seen) != seen)
        {
            return false;
        }

        // Another thread may have made a slot for the key before it could see this charge.
        if (!Unsafe.IsNullRef(ref _table.Find(key)))
        {
            TakeBack(key, in decision);
            return false;
        }

        Interlocked.Increment(ref _sharedCharges);
        return true;
    }

    private static ulong InitialLevel(LimitShape shape, ulong shared, in LimitTime now) =>
        Level.IsIdle(shape.Limit, shared, in now) ? shape.Mark : shared;

    // Alone on its cache lines: under a flood of keys every core writes it.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct SharedLevel
    {
        [FieldOffset(128)]
        public ulong Level;
    }

    // Every level is read before the shape, so that no shape meets a level that is newer than itself.
    private readonly struct Owner(Limiter limiter, LimitTime now) : ISlotOwner
    {
        public bool IsIdle(ulong level)
        {
            LimitShape shape = Volatile.Read(ref limiter._shape);
            return Level.IsIdle(shape.Limit, shape.Convert(level), in now);
        }

        public ulong InitialLevel()
        {
            ulong shared = Volatile.Read(ref limiter._shared.Level);
            LimitShape shape = Volatile.Read(ref limiter._shape);
            return Limiter.InitialLevel(shape, shape.Convert(shared), in now);
        }

        public ulong Convert(ulong level) => Volatile.Read(ref limiter._shape).Convert(level);
    }
}

/// <summary>What has come about in a <see cref="Limiter"/> since it was made.</summary>
public readonly record struct LimiterStatistics
{
    /// <summary>Keys that got a slot.</summary>
    public long KeysAdded { get; init; }

    /// <summary>Keys that lost theirs to a new key, when their level was full and nothing was lost with it.</summary>
    public long KeysEvicted { get; init; }

    /// <summary>Charges of the level that keys without room share: above 0, <see cref="LimitRegistryOptions.KeysPerLimiter"/> is too low or a flood is under way.</summary>
    public long SharedCharges { get; init; }

    /// <summary>Memory that levels and keys have been given, in bytes. It is kept for other keys.</summary>
    public long BytesReserved { get; init; }

    /// <summary>The most that <see cref="BytesReserved"/> can become.</summary>
    public long BytesMax { get; init; }

    /// <summary>Requests that the limit admitted, or would have, while in dry run.</summary>
    public long DryRunAdmitted { get; init; }

    /// <summary>Requests that the limit would have refused while in dry run.</summary>
    public long DryRunRefused { get; init; }
}
