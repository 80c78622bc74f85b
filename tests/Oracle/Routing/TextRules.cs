using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Routing;

namespace Gatehouse.Oracle;

/// <summary>How values are compared: octet by octet or by a regular expression over the whole value.</summary>
internal static class TextRules
{
    /// <summary>Longer subjects never match a regular expression.</summary>
    private const int SubjectLengthMax = 8192;

    private static readonly ConcurrentDictionary<string, Regex> Regexes = new(StringComparer.Ordinal);

    public static bool Matches(ValueMatchType type, string value, string subject) =>
        type == ValueMatchType.RegularExpression ? MatchesWhole(value, subject) : value == subject;

    public static bool MatchesWhole(string pattern, string subject) =>
        subject.Length <= SubjectLengthMax
        && Regexes.GetOrAdd(pattern, Whole).IsMatch(subject);

    private static Regex Whole(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Percent-decodes to UTF-8 octets; what is no escape stays as it is, and '+' is a plus.</summary>
    public static byte[] PercentDecoded(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        List<byte> decoded = [];

        for (int i = 0; i < octets.Length; i++)
        {
            bool escape = octets[i] == '%' && i + 2 < octets.Length && IsHex(octets[i + 1]) && IsHex(octets[i + 2]);
            decoded.Add(escape ? Convert.ToByte(Encoding.ASCII.GetString(octets, i + 1, 2), 16) : octets[i]);
            i += escape ? 2 : 0;
        }

        return [.. decoded];
    }

    /// <summary>
    /// A configured path as requests have it: escapes of unreserved characters decoded, the others with upper-case
    /// digits, characters outside ASCII escaped (RFC 3986 section 6.2.2).
    /// </summary>
    public static string NormalPath(string path)
    {
        byte[] octets = Encoding.UTF8.GetBytes(path);
        StringBuilder normal = new();

        for (int i = 0; i < octets.Length; i++)
        {
            if (octets[i] == '%')
            {
                byte octet = Convert.ToByte(Encoding.ASCII.GetString(octets, i + 1, 2), 16);
                normal.Append(IsUnreserved(octet) ? $"{(char)octet}" : $"%{octet:X2}");
                i += 2;
            }
            else
            {
                normal.Append(octets[i] < 0x80 ? $"{(char)octets[i]}" : $"%{octets[i]:X2}");
            }
        }

        return normal.ToString();
    }

    private static bool IsHex(byte octet) => char.IsAsciiHexDigit((char)octet);

    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || "-._~".Contains((char)octet, StringComparison.Ordinal);
}
