using Gatehouse.Primitives;
using Gatehouse.RateLimit;

namespace Gatehouse.Pipeline;

/// <summary>What of a request names whose level is charged, compiled.</summary>
/// <param name="Type">The kind of source.</param>
/// <param name="Header">The header, where it is one.</param>
/// <param name="Ipv4PrefixLength">How many bits of an IPv4 address count.</param>
/// <param name="Ipv6PrefixLength">How many bits of an IPv6 address count.</param>
internal sealed record LimitKeyReader(LimitKeyType Type, HeaderName? Header, int Ipv4PrefixLength, int Ipv6PrefixLength);

/// <summary>A limit of a policy's own.</summary>
/// <param name="Index">Its place in the policy's own plan.</param>
/// <param name="Key">Whose level is charged.</param>
/// <param name="Cost">What a request costs.</param>
internal readonly record struct PolicyLimit(int Index, LimitKeyReader Key, int Cost);

/// <summary>A rate limit policy of a <see cref="TrafficSnapshot"/>, its plans given by their places in the table.</summary>
/// <param name="table">The plans it refers to.</param>
internal sealed class RateLimitPolicySnapshot(RateLimitTable table)
{
    private const int EarlyOnly = 0;
    private const int WithoutPlan = 1;

    // Derived from what is immutable, so it makes no difference who of several threads writes it.
    private readonly PolicyField?[] _fields = new PolicyField?[2 + table.CustomerPlanCount];

    internal required string Name { get; init; }

    internal RateLimitTable Table => table;

    /// <summary>Whether it can be enforced. If not its requests are refused, since they must not pass without their limits.</summary>
    internal bool IsAvailable { get; init; } = true;

    /// <summary>The place of its own limits among the plans; -1 where it has none.</summary>
    internal int OwnPlan { get; init; } = -1;

    /// <summary>Its limits by what is known before authentication: the route, the client's address.</summary>
    internal PolicyLimit[] EarlyLimits { get; init; } = [];

    /// <summary>Its limits by who is asking.</summary>
    internal PolicyLimit[] LateLimits { get; init; } = [];

    /// <summary>What names the customer; <see langword="null"/> where the policy knows no customers.</summary>
    internal LimitKeyReader? Customer { get; init; }

    /// <summary>What a request costs its customer.</summary>
    internal int CustomerCost { get; init; } = 1;

    /// <summary>The place of the plan of everybody who has no other.</summary>
    internal int DefaultPlan { get; init; } = -1;

    /// <summary>The <c>RateLimit-Policy</c> of a request, made once for each plan, and again when the calendar's month has another length.</summary>
    /// <param name="decisions">The answers of the limits that were asked.</param>
    /// <param name="plan">The place of the customer's plan; -1 where none was charged.</param>
    /// <param name="isEarlyOnly">Whether only the early limits were asked.</param>
    internal string FieldOf(ReadOnlySpan<LimitDecision> decisions, int plan, bool isEarlyOnly)
    {
        ref PolicyField? known = ref _fields[isEarlyOnly ? EarlyOnly : WithoutPlan + 1 + plan];
        long seconds = PolicyField.CalendarSeconds(decisions);
        PolicyField? field = Volatile.Read(ref known);

        if (field is null || field.Seconds != seconds)
        {
            field = PolicyField.Of(decisions, seconds);
            Volatile.Write(ref known, field);
        }

        return field.Text;
    }

    private sealed record PolicyField(string Text, long Seconds)
    {
        // Only quotas have a window that depends on the date.
        internal static long CalendarSeconds(ReadOnlySpan<LimitDecision> decisions)
        {
            long seconds = 0;

            foreach (ref readonly LimitDecision decision in decisions)
            {
                seconds += decision.Limit is { Kind: LimitKind.Quota } ? decision.WindowSeconds : 0;
            }

            return seconds;
        }

        internal static PolicyField Of(ReadOnlySpan<LimitDecision> decisions, long seconds)
        {
            char[] room = new char[RequestLimits.FieldLengthMax];
            RateLimitFields.TryFormatPolicy(decisions, room, out int written);
            return new PolicyField(new string(room, 0, written), seconds);
        }
    }
}
