using Microsoft.Extensions.ObjectPool;

namespace Gatehouse.Hosting;

/// <summary>The exchanges that no request uses now. More than <see cref="Limits.PooledExchangesMax"/> are let go.</summary>
internal sealed class ExchangePool
{
    private readonly DefaultObjectPool<Exchange> _idle = new(new DefaultPooledObjectPolicy<Exchange>(), Limits.PooledExchangesMax);

    internal Exchange Rent() => _idle.Get();

    internal void Return(Exchange exchange) => _idle.Return(exchange);
}
