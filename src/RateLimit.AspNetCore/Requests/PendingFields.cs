using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>The fields of one response until it starts.</summary>
internal sealed class PendingFields(PendingFieldsPool pool)
{
    /// <summary>Adds them; for <see cref="HttpResponse.OnStarting(Func{object, Task}, object)"/>, which calls it at most once.</summary>
    public static readonly Func<object, Task> Apply = static state => ((PendingFields)state).ApplyAndReturn();

    public HttpResponse? Response { get; set; }

    public string Policy { get; set; } = "";

    public string Level { get; set; } = "";

    /// <summary>What <c>X-RateLimit-*</c> say, where they are sent.</summary>
    public (long Limit, long Remaining, long Reset)? Legacy { get; set; }

    private Task ApplyAndReturn()
    {
        IHeaderDictionary headers = Response!.Headers;

        // Appended: a middleware before may have a plan of its own, and both are lists.
        headers.Append(RateLimitFields.Policy, Policy);
        headers.Append(RateLimitFields.Level, Level);

        if (Legacy is { } legacy)
        {
            headers[RateLimitFields.LegacyLimit] = legacy.Limit.ToString(CultureInfo.InvariantCulture);
            headers[RateLimitFields.LegacyRemaining] = legacy.Remaining.ToString(CultureInfo.InvariantCulture);
            headers[RateLimitFields.LegacyReset] = legacy.Reset.ToString(CultureInfo.InvariantCulture);
        }

        Response = null;
        Legacy = null;
        pool.Return(this);
        return Task.CompletedTask;
    }
}

/// <summary>Objects for the fields of responses under way. One whose response never starts is not returned, and is garbage.</summary>
internal sealed class PendingFieldsPool
{
    private readonly DefaultObjectPool<PendingFields> _idle;

    public PendingFieldsPool() => _idle = new DefaultObjectPool<PendingFields>(new Policy(this), Limits.PooledFieldsMax);

    public PendingFields Take(HttpResponse response)
    {
        PendingFields fields = _idle.Get();
        fields.Response = response;
        return fields;
    }

    public void Return(PendingFields fields) => _idle.Return(fields);

    private sealed class Policy(PendingFieldsPool pool) : PooledObjectPolicy<PendingFields>
    {
        public override PendingFields Create() => new(pool);

        public override bool Return(PendingFields obj) => true;
    }
}
