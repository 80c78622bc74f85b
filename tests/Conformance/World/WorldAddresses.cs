using System.Globalization;

namespace Gatehouse.Conformance;

/// <summary>
/// Addresses for worlds: every world has a network of its own in 127.0.0.0/8, so that any number of them can declare
/// port 80 at the same time, as the Gateways of a cluster do. Only Linux lets a process bind all of these.
/// </summary>
internal static class WorldAddresses
{
    private static int Count;

    /// <summary>The first three octets, with the dot after them.</summary>
    internal static string NextPrefix()
    {
        // Test processes that run at the same time take different networks; 127.0 is left to everybody.
        int process = (Environment.ProcessId % 250) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"127.{process}.{Interlocked.Increment(ref Count)}.");
    }
}
