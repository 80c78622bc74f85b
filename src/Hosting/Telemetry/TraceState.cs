using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// The <c>tracestate</c> of W3C Trace Context level 2 (section 3.3). What is valid passes as it was written; what is not
/// is dropped as a whole, and the trace goes on without it.
/// </summary>
internal static class TraceState
{
    private const char Separator = ',';

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-*/@");

    // Printable ASCII without comma and equals sign.
    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create(
        " !\"#$%&'()*+-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>
    /// The text to pass on: the very string where there is one line, else the lines joined in their order;
    /// <see langword="null"/> where there is no member, or one that breaks the grammar, or one too many.
    /// </summary>
    internal static string? Read(in StringValues lines)
    {
        int members = 0, length = 0;

        for (int i = 0; i < lines.Count; i++)
        {
            length += (lines[i]?.Length ?? 0) + 1;

            if (length > Limits.TraceStateCharsMax || !TryCount(lines[i], ref members))
            {
                return null;
            }
        }

        return members == 0 ? null : lines.Count == 1 ? lines[0] : Join(lines);
    }

    /// <summary>Whether a text may stand for a key.</summary>
    internal static bool IsKey(ReadOnlySpan<char> key) =>
        key.Length is > 0 and <= Limits.TraceStateKeyLengthMax
        && char.IsAsciiLetterOrDigit(key[0])
        && !key.ContainsAnyExcept(KeyCharacters);

    /// <summary>
    /// Puts a member of our own first, in the place of an older one with its key (section 3.5). Where the whole would be
    /// too long, members of more than 128 characters go first, then the last ones (section 3.3.1.5).
    /// </summary>
    internal static string WithOwn(string key, string value, string? others)
    {
        string own = $"{key}={value}";

        if (others is null)
        {
            return own;
        }

        bool dropsLong = own.Length + 1 + others.Length > Limits.TraceStateSentCharsMax;
        System.Text.StringBuilder text = new(own);
        int members = 1;

        foreach (Range part in others.AsSpan().Split(Separator))
        {
            ReadOnlySpan<char> member = Trim(others.AsSpan(part));

            if (member.IsEmpty || IsOf(key, member) || (dropsLong && member.Length > Limits.TraceStateMemberKept))
            {
                continue;
            }

            if (++members > Limits.TraceStateMembersMax || text.Length + 1 + member.Length > Limits.TraceStateSentCharsMax)
            {
                break;
            }

            text.Append(Separator).Append(member);
        }

        return text.ToString();
    }

    private static bool IsOf(string key, ReadOnlySpan<char> member) =>
        member.Length > key.Length && member.StartsWith(key, StringComparison.Ordinal) && member[key.Length] == '=';

    private static bool TryCount(ReadOnlySpan<char> line, ref int members)
    {
        foreach (Range part in line.Split(Separator))
        {
            ReadOnlySpan<char> member = Trim(line[part]);

            // "Empty list members are allowed" (section 3.3.1.1); they say nothing, so they do not count either.
            if (!member.IsEmpty && (++members > Limits.TraceStateMembersMax || !IsMember(member)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMember(ReadOnlySpan<char> member)
    {
        int equals = member.IndexOf('=');
        return equals > 0 && IsKey(member[..equals]) && IsValue(member[(equals + 1)..]);
    }

    // value = 0*255(chr) nblk-chr: it may begin with a space; that it does not end with one, the trimming saw to.
    private static bool IsValue(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= Limits.TraceStateValueLengthMax && value[^1] != ' ' && !value.ContainsAnyExcept(ValueCharacters);

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t");

    private static string Join(in StringValues lines)
    {
        System.Text.StringBuilder text = new();

        for (int i = 0; i < lines.Count; i++)
        {
            if (!string.IsNullOrEmpty(lines[i]))
            {
                text.Append(text.Length == 0 ? "" : ",").Append(lines[i]);
            }
        }

        return text.ToString();
    }
}
