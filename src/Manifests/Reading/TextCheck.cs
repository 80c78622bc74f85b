using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Finds what can not be a manifest's text: bytes that are not UTF-8, and control characters (YAML 1.2.2, section 5.1).</summary>
internal static class TextCheck
{
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(b => b is not ('\t' or '\n' or '\r')).Select(b => (byte)b), 0x7F]);

    /// <summary>The first such byte's place and look; <see langword="null"/> for a text.</summary>
    public static (SourceLocation At, string Found)? FindJunk(string file, ReadOnlySpan<byte> utf8)
    {
        int junk = utf8.IndexOfAny(ControlBytes);

        if (!Utf8.IsValid(utf8))
        {
            int invalid = FirstInvalid(utf8);
            junk = junk < 0 ? invalid : Math.Min(junk, invalid);
        }

        return junk < 0
            ? null
            : (Locate(file, utf8[..junk]), string.Create(CultureInfo.InvariantCulture, $"byte 0x{utf8[junk]:X2}"));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        int offset = 0;

        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out int length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }

    private static SourceLocation Locate(string file, ReadOnlySpan<byte> before)
    {
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourceLocation(file, 1 + before.Count((byte)'\n'), 1 + Encoding.UTF8.GetCharCount(before[lineStart..]));
    }
}
