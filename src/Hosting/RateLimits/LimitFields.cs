using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Tells a client of its limits, on every answer to a limited request. A backend's own fields of these names are replaced: there is
/// room for one gateway's numbers. The values are the only objects that a limited request makes.
/// </summary>
internal static class LimitFields
{
    /// <summary>Writes the fields. They are those of the charge, whatever became of the request after it.</summary>
    internal static void Write(IHeaderDictionary headers, RequestLimits limits, bool sendsLegacyFields)
    {
        string policy = limits.PolicyField;

        // No limit counts: none was asked, or all are in dry run, of which clients are told nothing.
        if (policy.Length == 0)
        {
            return;
        }

        headers[RateLimitFields.Policy] = policy;
        headers[RateLimitFields.Level] = LevelOf(limits);
        LimitDecision decisive = limits.Decisive;

        if (sendsLegacyFields)
        {
            headers[RateLimitFields.LegacyLimit] = Text(decisive.Limit!.Permits);
            headers[RateLimitFields.LegacyRemaining] = Text(decisive.Remaining);

            // When a request that is under way ends nobody can tell.
            headers[RateLimitFields.LegacyReset] = decisive.Limit.Kind == LimitKind.Concurrency ? default(StringValues) : Text(decisive.ResetSeconds);
        }

        if (limits.IsRefused && decisive.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = Text(seconds);
        }
    }

    private static string LevelOf(RequestLimits limits)
    {
        using TextBuffer buffer = new(stackalloc char[Limits.StackCharsMax]);
        int written;

        while (!RateLimitFields.TryFormatLevel(limits.Decisions, buffer.Room, out written))
        {
            buffer.TryGrow();
        }

        return new string(buffer.Room[..written]);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
