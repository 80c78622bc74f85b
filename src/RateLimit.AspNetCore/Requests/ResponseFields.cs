using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>
/// Sends <c>RateLimit-Policy</c>, <c>RateLimit</c> and, where asked for, <c>X-RateLimit-*</c>. They are added when the response
/// starts, since what handles exceptions clears a response's fields before it writes its own answer.
/// </summary>
internal sealed class ResponseFields(IOptions<RateLimitOptions> options)
{
    [ThreadStatic]
    private static char[]? Scratch;

    private readonly LegacyFields _legacy = options.Value.LegacyFields;
    private readonly PendingFieldsPool _pool = new();

    public void Send(HttpResponse response, ServedPlan plan, ReadOnlySpan<LimitDecision> decisions, in AdmissionDecision decision)
    {
        char[] scratch = Scratch ??= new char[RateLimitFields.LengthMax];

        // A plan without limits, or with dry runs alone, has nothing to tell.
        if (!RateLimitFields.TryFormatPolicy(decisions, scratch, out int written) || written == 0)
        {
            return;
        }

        PendingFields fields = _pool.Take(response);
        fields.Policy = plan.Policy(scratch.AsSpan(0, written));
        fields.Level = RateLimitFields.TryFormatLevel(decisions, scratch, out written) ? new string(scratch, 0, written) : "";

        if (_legacy != LegacyFields.None)
        {
            LimitDecision decisive = decision.Decisive;
            long reset = _legacy == LegacyFields.Seconds ? decisive.ResetSeconds : decisive.ResetUnixSeconds;
            fields.Legacy = (decisive.Limit!.Permits, decisive.Remaining, reset);
        }

        response.OnStarting(PendingFields.Apply, fields);
    }
}
