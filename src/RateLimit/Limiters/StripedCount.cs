using System.Runtime.InteropServices;

namespace Gatehouse.RateLimit;

/// <summary>A count that many threads raise without meeting in one cache line.</summary>
internal sealed class StripedCount
{
    private const int Stripes = 16;

    private readonly Stripe[] _stripes = new Stripe[Stripes];

    public long Total
    {
        get
        {
            long total = 0;

            foreach (ref Stripe stripe in _stripes.AsSpan())
            {
                total += Volatile.Read(ref stripe.Count);
            }

            return total;
        }
    }

    public void Increment() => Interlocked.Increment(ref _stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)].Count);

    // Two cache lines: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public long Count;
    }
}
