namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>A plan that serves, with the value of <c>RateLimit-Policy</c>, which is written once and not for every response.</summary>
internal sealed class ServedPlan(PlanLimiter limiter)
{
    private string _policy = "";

    public PlanLimiter Limiter { get; } = limiter;

    /// <summary>The value as one string: the same as long as it does not change, which it does with the length of a quota's month.</summary>
    public string Policy(ReadOnlySpan<char> value)
    {
        string policy = Volatile.Read(ref _policy);

        if (!value.SequenceEqual(policy))
        {
            policy = new string(value);
            Volatile.Write(ref _policy, policy);
        }

        return policy;
    }
}
