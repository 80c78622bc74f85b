using System.Globalization;

namespace Gatehouse.Hosting;

/// <summary>
/// The <c>traceparent</c> of W3C Trace Context level 2 (section 3.2). <c>default</c> is none: its ids are zero, which no
/// valid one has.
/// </summary>
/// <param name="TraceId">The trace.</param>
/// <param name="ParentId">The span that the sender was in.</param>
/// <param name="Flags">The flags that this version knows; others are dropped when reading, as they are not sent on.</param>
internal readonly record struct TraceParent(UInt128 TraceId, ulong ParentId, byte Flags)
{
    /// <summary>The characters of version 00, and at least of every higher one.</summary>
    internal const int Length = 55;

    /// <summary>The sender may have recorded the trace.</summary>
    internal const byte Sampled = 0b01;

    /// <summary>The last seven bytes of the trace id are random.</summary>
    internal const byte RandomId = 0b10;

    private const byte KnownFlags = Sampled | RandomId;
    private const int TraceIdStart = 3;
    private const int ParentIdStart = 36;
    private const int FlagsStart = 53;

    /// <summary>Whether there is one.</summary>
    internal bool IsPresent => TraceId != UInt128.Zero;

    /// <summary>Reads the field; <see langword="false"/> where it is not valid, and the trace starts anew.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out TraceParent parent)
    {
        parent = default;

        if (!IsLaidOut(text)
            || !TryReadHex(text[..2], out ulong version)
            || !IsLengthOf(version, text)
            || !TryReadHex(text.Slice(TraceIdStart, 16), out ulong high)
            || !TryReadHex(text.Slice(TraceIdStart + 16, 16), out ulong low)
            || !TryReadHex(text.Slice(ParentIdStart, 16), out ulong parentId)
            || !TryReadHex(text.Slice(FlagsStart, 2), out ulong flags)
            || (high | low) == 0
            || parentId == 0)
        {
            return false;
        }

        parent = new TraceParent(new UInt128(high, low), parentId, (byte)(flags & KnownFlags));
        return true;
    }

    /// <summary>Whether a text that was parsed is what <see cref="ToString"/> writes, so that it can be passed on as it is.</summary>
    internal bool IsTextOf(ReadOnlySpan<char> text) =>
        text.Length == Length && text.StartsWith("00") && text[FlagsStart] == '0' && text[FlagsStart + 1] == '0' + Flags;

    /// <summary>The field in version 00, whatever version was read.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"00-{TraceId:x32}-{ParentId:x16}-{Flags:x2}");

    private static bool IsLaidOut(ReadOnlySpan<char> text) =>
        text.Length >= Length && text[2] == '-' && text[35] == '-' && text[52] == '-';

    // "Version 00 has exactly this length; a higher one may go on after another dash" (section 4.3.1); ff is not a version.
    private static bool IsLengthOf(ulong version, ReadOnlySpan<char> text) => version switch
    {
        0 => text.Length == Length,
        0xff => false,
        _ => text.Length == Length || text[Length] == '-',
    };

    // Lower case only: "vendors MUST ignore the traceparent" that has other letters (section 3.2.2).
    private static bool TryReadHex(ReadOnlySpan<char> digits, out ulong number)
    {
        number = 0;

        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigitLower(digit))
            {
                return false;
            }

            number = (number << 4) | (uint)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return true;
    }
}
