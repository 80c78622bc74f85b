using Gatehouse.RateLimit;

namespace Gatehouse.Hosting;

/// <summary>Where an exchange stands among those that hold permits.</summary>
internal struct HeldPlace
{
    public HeldPlace()
    {
    }

    /// <summary>The list; -1 where it stands in none.</summary>
    internal int List = -1;

    internal Exchange? Next;

    internal Exchange? Previous;
}

/// <summary>Exchanges that hold permits, linked through themselves: to begin and to end cost no object.</summary>
internal sealed class HeldExchanges
{
    private readonly Lock _lock = new();
    private Exchange? _first;

    internal void Add(Exchange exchange, int list)
    {
        lock (_lock)
        {
            exchange.Held = new HeldPlace { List = list, Next = _first };

            if (_first is not null)
            {
                _first.Held.Previous = exchange;
            }

            _first = exchange;
        }
    }

    internal void Remove(Exchange exchange)
    {
        lock (_lock)
        {
            HeldPlace place = exchange.Held;
            exchange.Held = new HeldPlace();

            if (place.Next is not null)
            {
                place.Next.Held.Previous = place.Previous;
            }

            if (place.Previous is null)
            {
                _first = place.Next;
            }
            else
            {
                place.Previous.Held.Next = place.Next;
            }
        }
    }

    internal void Renew(in LimitTime now)
    {
        lock (_lock)
        {
            for (Exchange? exchange = _first; exchange is not null; exchange = exchange.Held.Next)
            {
                exchange.Limits!.Renew(in now);
            }
        }
    }
}
