using Gatehouse.Pipeline;
using Gatehouse.RateLimit;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>Follows exchanges that have rate limits, from the first charge to the last permit that is given back.</summary>
internal sealed class LimitedExchanges(
    LimitClock clock, PermitRenewal renewal, IOptions<GatehouseOptions> options, ICustomerStore? customers = null)
{
    private readonly bool _sendsLegacyFields = options.Value.SendLegacyRateLimitFields;

    /// <summary>Room for what an exchange is charged. The room stays with the pooled exchange, so it is made seldom.</summary>
    internal RequestLimits Begin(Exchange exchange)
    {
        RequestLimits limits = exchange.Limit(static self => new RequestLimits(self.clock, self.customers), (clock, customers), _sendsLegacyFields);
        limits.Begin(exchange.Arrival.Origin.Client);
        return limits;
    }

    /// <summary>The exchange was charged; from here on its permits are renewed.</summary>
    internal void Hold(Exchange exchange)
    {
        if (exchange.Limits is { HoldsPermits: true })
        {
            renewal.Add(exchange);
        }
    }

    /// <summary>The exchange has ended, however it did.</summary>
    internal void End(Exchange exchange)
    {
        if (exchange.Limits is { HoldsPermits: true } limits)
        {
            renewal.Remove(exchange);
            limits.Release();
        }
    }
}
