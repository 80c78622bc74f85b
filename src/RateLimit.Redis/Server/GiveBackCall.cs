using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <summary>A call of <c>giveback.lua</c>: keys and arguments.</summary>
internal sealed class GiveBackCall
{
    private const int ClockArguments = 3;
    private const int ArgumentsPerLimit = 6;

    public GiveBackCall(int count, LimitTime? virtualNow)
    {
        Keys = new RedisKey[count];
        Arguments = new RedisValue[ClockArguments + (count * ArgumentsPerLimit)];
        ChargeCall.PutClock(Arguments, virtualNow);
    }

    public RedisKey[] Keys { get; }

    public RedisValue[] Arguments { get; }

    /// <summary>Puts the charge of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="limit">The limit that was charged.</param>
    /// <param name="key">Where its level is kept.</param>
    /// <param name="permits">How much of the charge is given back.</param>
    /// <param name="receipt">The level that the charge left behind.</param>
    public void Put(int index, CompiledLimit limit, RedisKey key, long permits, ulong receipt)
    {
        Keys[index] = key;
        (long x, long y) = StoredLevel.ReceiptOf(limit, receipt);
        Span<RedisValue> arguments = Arguments.AsSpan(ClockArguments + (index * ArgumentsPerLimit), ArgumentsPerLimit);
        arguments[0] = StoredLevel.KindOf(limit);
        arguments[1] = StoredLevel.UnitOf(limit);
        arguments[2] = permits;
        arguments[3] = x;
        arguments[4] = y;
        arguments[5] = StoredLevel.Windows(limit);
    }
}
