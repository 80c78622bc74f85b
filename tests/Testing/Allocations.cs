namespace Gatehouse.Testing;

/// <summary>Measures what code allocates, so that an allocation promise is a test and not a comment.</summary>
public static class Allocations
{
    /// <summary>How often the code is called before the measurement: enough for lazy statics and for the compiler's first tier.</summary>
    public const int WarmUpCalls = 64;

    /// <summary>How often the code is called while measured: one byte a call shows.</summary>
    public const int MeasuredCalls = 1_000;

    /// <summary>The bytes that <see cref="MeasuredCalls"/> calls allocate on this thread in the steady state.</summary>
    /// <param name="call">The code; it must not allocate a closure for each call.</param>
    public static long Of(Action call)
    {
        Repeat(call, WarmUpCalls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, MeasuredCalls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Action call, int times)
    {
        for (int i = 0; i < times; i++)
        {
            call();
        }
    }
}
