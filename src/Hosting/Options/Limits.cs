namespace Gatehouse.Hosting;

/// <summary>The bounds of this package, in one place.</summary>
internal static class Limits
{
    /// <summary>No offset beyond this leaves any port in range.</summary>
    internal const int PortOffsetMax = 65_534;

    /// <summary>Stack buffers hold 512 bytes; what needs more is rented.</summary>
    internal const int StackCharsMax = 256;

    /// <summary>
    /// The longest path or Location that is formatted, in characters. Kestrel ends request lines at 8 KiB and HTTP/2
    /// header blocks at 32 KiB, so only a configured replacement could want more.
    /// </summary>
    internal const int TargetCharsMax = 128 * 1024;

    /// <summary>Accepted connections that wait for the server; more wait in the kernel's backlog.</summary>
    internal const int PendingConnectionsMax = 512;

    /// <summary>The kernel's backlog of one listening socket, in connections (Kestrel's own default).</summary>
    internal const int BacklogMax = 512;

    /// <summary>
    /// Idle exchanges that are kept for the next requests, about 150 bytes each: as many as one busy process serves at a
    /// time. What comes back beyond that is garbage.
    /// </summary>
    internal const int PooledExchangesMax = 4_096;
}
