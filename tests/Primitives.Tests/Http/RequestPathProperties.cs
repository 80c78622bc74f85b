using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Gatehouse.Primitives.Tests.Http;

[Properties(Arbitrary = [typeof(HostilePaths)], MaxTest = 2_000)]
public class RequestPathProperties
{
    [Property]
    public bool The_normal_form_is_its_own_normal_form(HostilePath path) =>
        !RequestPath.TryNormalize(path.Text, out string normal)
        || RequestPath.Normalize(normal, [], out _) == PathOutcome.Unchanged;

    [Property]
    public bool The_normal_form_is_what_the_obvious_way_makes(HostilePath path)
    {
        string? expected = ObviousPath.Normalize(path.Text);
        return RequestPath.TryNormalize(path.Text, out string normal) ? normal == expected : expected is null;
    }

    [Property]
    public bool Both_text_forms_agree(HostilePath path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path.Text);
        byte[] destination = new byte[bytes.Length * 3];
        PathOutcome outcome = RequestPath.Normalize(bytes, destination, out int written);
        bool accepted = RequestPath.TryNormalize(path.Text, out string normal);

        return accepted == (outcome != PathOutcome.Refused)
            && (outcome != PathOutcome.Rewritten || Encoding.ASCII.GetString(destination, 0, written) == normal)
            && (outcome != PathOutcome.Unchanged || ReferenceEquals(normal, path.Text));
    }

    [Theory]
    [InlineData("/a/..")]
    [InlineData("/.a")]
    [InlineData("/..")]
    [InlineData("/a")]
    [InlineData("/%2e")]
    [InlineData("/%41%2f")]
    [InlineData("//")]
    public void A_hostile_path_of_64_kilobytes_has_the_same_normal_form(string piece)
    {
        string path = "/" + string.Concat(Enumerable.Repeat(piece, 65_536 / piece.Length)) + string.Concat(Enumerable.Repeat("/..", 1_000));

        RequestPath.TryNormalize(path, out string normal);

        Assert.Equal(ObviousPath.Normalize(path), normal);
    }
}

/// <summary>A path made of the pieces that attacks are made of.</summary>
public sealed record HostilePath(string Text);

public static class HostilePaths
{
    private static readonly string[] Pieces =
    [
        "/", "/", "/", "//", ".", "..", "/.", "/..", "/../", "%2e", "%2E", "%2f", "%2F", "%25", "%41", "%7e", "%c3%a9",
        "a", "Z", "~", ";", ":", "=", "é", "あ", "😀", "{", "\"", "%5B", "[", "%20",
    ];

    private static readonly string[] Refused = ["%", "%0", "%00", "%7f", "%5c", "\\", " ", "?", "#", "\n", "%g1"];

    public static Arbitrary<HostilePath> Paths()
    {
        Gen<string> piece = Gen.Frequency((40, Gen.Elements(Pieces)), (1, Gen.Elements(Refused)));
        return piece.ListOf().Select(pieces => new HostilePath("/" + string.Concat(pieces))).ToArbitrary();
    }
}

/// <summary>The same rules, written to be read: <see langword="null"/> where the path is refused.</summary>
internal static class ObviousPath
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static string? Normalize(string path) => path.StartsWith('/') && Escape(path) is { } escaped ? WithoutDots(escaped) : null;

    private static string? Escape(string path)
    {
        byte[] octets = Encoding.UTF8.GetBytes(path);
        StringBuilder result = new();

        for (int i = 0; i < octets.Length; i++)
        {
            int octet = octets[i];

            if (octet == '%')
            {
                string digits = Encoding.Latin1.GetString(octets, i + 1, Math.Min(2, octets.Length - i - 1));
                if (digits.Length < 2 || !digits.All(char.IsAsciiHexDigit))
                {
                    return null;
                }

                octet = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 2;

                if (octet is < 0x20 or 0x7F or '\\')
                {
                    return null;
                }

                result.Append(Unreserved.Contains((char)octet) ? $"{(char)octet}" : $"%{octet:X2}");
            }
            else if (octet is <= 0x20 or 0x7F or '\\' or '?' or '#')
            {
                return null;
            }
            else
            {
                result.Append((Unreserved + "!$&'()*+,;=:@/").Contains((char)octet) ? $"{(char)octet}" : $"%{octet:X2}");
            }
        }

        return result.ToString();
    }

    private static string WithoutDots(string path)
    {
        string[] segments = path[1..].Split('/');
        List<string> kept = [];

        foreach (string segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                kept.Add(segment);
            }
        }

        return "/" + string.Concat(kept.Select(segment => segment + "/")).TrimEndOne(segments[^1] is not ("." or ".."));
    }

    private static string TrimEndOne(this string text, bool trim) => trim && text.Length > 0 ? text[..^1] : text;
}
