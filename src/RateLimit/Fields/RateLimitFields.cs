namespace Gatehouse.RateLimit;

/// <summary>
/// Writes what clients are told: <c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers-10, structured
/// fields of RFC 9651), <c>Retry-After</c> (RFC 9110 section 10.2.3) and the older <c>X-RateLimit-*</c>. Everything is rounded so
/// that a client that believes it is not refused. Limits in dry run are not mentioned. Allocates nothing.
/// </summary>
public static class RateLimitFields
{
    /// <summary>The field that tells the limits: <c>"free";q=10;w=1</c>.</summary>
    public const string Policy = "RateLimit-Policy";

    /// <summary>The field that tells the levels: <c>"free";r=3;t=1</c>.</summary>
    public const string Level = "RateLimit";

    /// <summary>The field of a refusal that tells when to come back, in seconds.</summary>
    public const string RetryAfter = "Retry-After";

    /// <summary>The older field for the permits of a limit.</summary>
    public const string LegacyLimit = "X-RateLimit-Limit";

    /// <summary>The older field for the permits that are left.</summary>
    public const string LegacyRemaining = "X-RateLimit-Remaining";

    /// <summary>The older field for when all are back: seconds left (Envoy, Kong) or Unix time (GitHub), as the caller decides.</summary>
    public const string LegacyReset = "X-RateLimit-Reset";

    /// <summary>The longest value there is, in characters: of <see cref="Limits.LimitsPerRequestMax"/> limits with the longest names and numbers.</summary>
    public const int LengthMax = Limits.LimitsPerRequestMax * (Limits.NameLengthMax + 64);

    /// <summary>Writes the value of <see cref="Policy"/>.</summary>
    /// <param name="decisions">The answers of a request's limits.</param>
    /// <param name="destination">Where to; <see cref="LengthMax"/> characters suffice.</param>
    /// <param name="written">How much was written: 0 where there is nothing to tell and no field to send.</param>
    /// <returns>Whether it fitted.</returns>
    public static bool TryFormatPolicy(ReadOnlySpan<LimitDecision> decisions, Span<char> destination, out int written)
    {
        FieldWriter writer = new(destination);

        foreach (ref readonly LimitDecision decision in decisions)
        {
            if (IsTold(in decision))
            {
                writer.Separate();
                writer.Append(decision.Limit!.PolicyText);
                writer.AppendParameter(";w=", decision.WindowSeconds, isLeftOut: decision.WindowSeconds == 0);
            }
        }

        return writer.TryFinish(out written);
    }

    /// <summary>
    /// Writes the value of <see cref="Level"/>: what is left, and the seconds until a refused request may come back or until all
    /// is back again.
    /// </summary>
    /// <inheritdoc cref="TryFormatPolicy"/>
    public static bool TryFormatLevel(ReadOnlySpan<LimitDecision> decisions, Span<char> destination, out int written)
    {
        FieldWriter writer = new(destination);

        foreach (ref readonly LimitDecision decision in decisions)
        {
            if (IsTold(in decision))
            {
                // Never later than Retry-After, which clients are to prefer.
                long seconds = decision.RetryAfterSeconds ?? (decision.Limit!.Kind == LimitKind.Concurrency ? 0 : decision.ResetSeconds);
                writer.Separate();
                writer.Append(decision.Limit!.NameText);
                writer.AppendParameter(";r=", decision.Remaining, isLeftOut: false);
                writer.AppendParameter(";t=", seconds, isLeftOut: seconds == 0);
            }
        }

        return writer.TryFinish(out written);
    }

    /// <summary>Writes the value of <see cref="RetryAfter"/>.</summary>
    /// <param name="decision">The decisive answer of a refusal.</param>
    /// <param name="destination">Where to; 20 characters suffice.</param>
    /// <param name="written">How much was written: 0 where the field is not to be sent.</param>
    /// <returns>Whether it fitted.</returns>
    public static bool TryFormatRetryAfter(in LimitDecision decision, Span<char> destination, out int written)
    {
        written = 0;
        return decision.RetryAfterSeconds is not { } seconds || seconds.TryFormat(destination, out written);
    }

    private static bool IsTold(in LimitDecision decision) => decision.Limit is { IsDryRun: false };
}
