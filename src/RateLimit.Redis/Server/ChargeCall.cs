using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>A call of <c>charge.lua</c>: keys and arguments, filled limit by limit.</summary>
internal sealed class ChargeCall
{
    private const int ClockArguments = 3;
    private const int ArgumentsPerLimit = 8;
    private const int ClockAnswers = 3;
    private const int AnswersPerLimit = 5;

    // bucket.lua adds up to a burst and a second in nanoseconds, which has to stay below 2^53.
    private const long SmallBurstTicksMax = (1L << 53) - (2 * RateLimit.Limits.TicksPerSecond);

    private readonly CompiledLimit[] _limits;
    private readonly LimitTime? _virtualNow;

    /// <summary>A call for so many limits.</summary>
    /// <param name="count">How many.</param>
    /// <param name="virtualNow">The time of a virtual clock; <see langword="null"/> for the server's own.</param>
    public ChargeCall(int count, LimitTime? virtualNow)
    {
        _limits = new CompiledLimit[count];
        _virtualNow = virtualNow;
        Keys = new RedisKey[count];
        Arguments = new RedisValue[ClockArguments + (count * ArgumentsPerLimit)];
        PutClock(Arguments, virtualNow);
    }

    public RedisKey[] Keys { get; }

    public RedisValue[] Arguments { get; }

    public static void PutClock(RedisValue[] arguments, LimitTime? virtualNow)
    {
        ServerTime? time = virtualNow is { } now ? ServerTime.Of(in now) : null;
        arguments[0] = time?.Seconds ?? RedisValue.EmptyString;
        arguments[1] = time?.Nanoseconds ?? RedisValue.EmptyString;
        arguments[2] = time is null ? RedisValue.EmptyString : (time.Value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
    }

    /// <summary>Puts the limit of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="key">Where its level is kept.</param>
    /// <param name="least">The fewest permits to take; fewer refuse.</param>
    /// <param name="most">The most to take; 0 only asks.</param>
    public void Put(int index, CompiledLimit limit, RedisKey key, long least, long most)
    {
        _limits[index] = limit;
        Keys[index] = key;
        Span<RedisValue> arguments = Arguments.AsSpan(ClockArguments + (index * ArgumentsPerLimit), ArgumentsPerLimit);
        arguments[0] = StoredLevel.KindOf(limit);
        arguments[1] = StoredLevel.UnitOf(limit);
        arguments[2] = limit.CostMax;
        arguments[3] = limit.BurstTicks / RateLimit.Limits.TicksPerSecond;
        arguments[4] = limit.BurstTicks % RateLimit.Limits.TicksPerSecond;
        arguments[5] = least;
        arguments[6] = most;
        arguments[7] = limit.IsDryRun ? 1 : 0;
    }

    /// <summary>Runs the call.</summary>
    /// <returns>The answer; <see langword="null"/> where there is none.</returns>
    public async ValueTask<long[]?> RunAsync(ScriptServer server, CancellationToken cancellationToken)
    {
        if (_limits is [{ Kind: LimitKind.TokenBucket, BurstTicks: <= SmallBurstTicksMax }])
        {
            long[]? answer = await server.RunAsync(LimitScripts.Bucket, Keys, Arguments, cancellationToken).ConfigureAwait(false);

            if (answer is not [-1])
            {
                return answer;
            }
        }

        return await server.RunAsync(LimitScripts.Charge, Keys, Arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether nothing refused.</summary>
    public static bool IsAdmitted(long[] answer) => answer[0] == 1;

    /// <summary>Permits taken of the limit of an index, and its level after that.</summary>
    public (bool IsAdmitted, long Taken, ulong Level, LimitTime Now) Read(long[] answer, int index)
    {
        ServerTime time = ServerTime.OfServer(answer[1], answer[2]);
        time = _virtualNow is { } now ? time with { UtcTicks = now.UtcTicks } : time;
        int at = ClockAnswers + (index * AnswersPerLimit);
        (ulong level, LimitTime levelNow) = new StoredLevel(answer[at + 2], answer[at + 3], answer[at + 4]).ToWord(_limits[index], in time);
        return (answer[at] == 1, answer[at + 1], level, levelNow);
    }

    /// <summary>The decision about a charge.</summary>
    public LimitDecision Decide(long[] answer, int index, long cost)
    {
        (bool isAdmitted, long taken, ulong level, LimitTime now) = Read(answer, index);
        CompiledLimit limit = _limits[index];
        AdmissionReason reason = isAdmitted ? AdmissionReason.Admitted
            : cost > limit.CostMax ? AdmissionReason.CostAboveLimit
            : Limiter.RefusalOf(limit);
        return new LimitDecision(limit, reason, level, cost, in now, isCharged: taken > 0, isShared: false);
    }
}
