using System.Text;

namespace Gatehouse.Hosting;

/// <summary>
/// Reads <c>Connection</c> as the server would, and keeps what it read: the server itself shows an application only one
/// word of a list that has "close", "keep-alive" or "Upgrade", and the names beside it would be passed on. An encoding is
/// the one place where the whole value goes by.
/// </summary>
internal sealed class ConnectionFieldEncoding : Encoding
{
    internal static ConnectionFieldEncoding Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        int read = Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
        ReadOnlySpan<char> line = chars.AsSpan(charIndex, read);

        // As the server's own reading does; it answers 400.
        if (line.Contains('\0'))
        {
            throw new DecoderFallbackException("a field's value must not have a NUL");
        }

        // A single known word names no field; a single other one arrives as it is, unless another line has a known one.
        if (!IsKnownWord(line))
        {
            ConnectionPeer.Reading.Value?.Add(line.ToString());
        }

        return read;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static bool IsKnownWord(ReadOnlySpan<char> line) => line.Length switch
    {
        5 => line.Equals("close", StringComparison.OrdinalIgnoreCase),
        7 => line.Equals("upgrade", StringComparison.OrdinalIgnoreCase),
        10 => line.Equals("keep-alive", StringComparison.OrdinalIgnoreCase),
        _ => line.IsEmpty,
    };
}
