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

    /// <summary>Connections to the admin endpoint at one time: probes, a scraper, a person.</summary>
    internal const int AdminConnectionsMax = 64;

    /// <summary>The kernel's backlog of one listening socket, in connections (Kestrel's own default).</summary>
    internal const int BacklogMax = 512;

    /// <summary>
    /// Idle exchanges that are kept for the next requests, about 350 bytes each, 2 KB where they had rate limits: as many as one
    /// busy process serves at a time. What comes back beyond that is garbage.
    /// </summary>
    internal const int PooledExchangesMax = 4_096;

    /// <summary>Members of a <c>tracestate</c> (W3C Trace Context section 3.3.1.1); empty ones do not count.</summary>
    internal const int TraceStateMembersMax = 32;

    /// <summary>Characters of a member's key (section 3.3.1.3.1).</summary>
    internal const int TraceStateKeyLengthMax = 256;

    /// <summary>Characters of a member's value (section 3.3.1.3.2).</summary>
    internal const int TraceStateValueLengthMax = 256;

    /// <summary>Characters of all <c>tracestate</c> lines: 32 members of the longest kind, with room for spaces.</summary>
    internal const int TraceStateCharsMax = 17 * 1024;

    /// <summary>Characters of a <c>tracestate</c> with a member of our own; at least 512 have to pass (section 3.3.1.5).</summary>
    internal const int TraceStateSentCharsMax = 1024;

    /// <summary>Members longer than this go first where a <c>tracestate</c> is cut (section 3.3.1.5).</summary>
    internal const int TraceStateMemberKept = 128;

    /// <summary>Bytes of all <c>baggage</c> (W3C Baggage section 3.3.2).</summary>
    internal const int BaggageBytesMax = 8192;

    /// <summary>Lines of a field by which a proxy says who asked.</summary>
    internal const int ForwardedLinesMax = 8;

    /// <summary>Hops that such a field lists, and the most that can be trusted.</summary>
    internal const int ForwardedHopsMax = 32;

    /// <summary>Characters of such a field, all lines together.</summary>
    internal const int ForwardedCharsMax = 4096;

    /// <summary>Patterns of fields that are dropped because they claim an identity.</summary>
    internal const int IdentityFieldsMax = 64;

    /// <summary>Characters of the name in <c>Via</c>.</summary>
    internal const int ViaPseudonymLengthMax = 64;

    /// <summary>The highest bound of passes through gateways of one name.</summary>
    internal const int ViaLoopsHighest = 32;

    /// <summary>Characters of one request's <c>Connection</c> that are kept; the server ends headers at 32 KiB.</summary>
    internal const int ConnectionFieldCharsMax = 32 * 1024;

    /// <summary>How often permits of concurrency limits are looked at for renewal, in milliseconds: twice in half of the shortest lease.</summary>
    internal const int PermitRenewalPeriodMs = 250;
}
