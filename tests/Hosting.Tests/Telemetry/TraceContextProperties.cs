using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting.Tests;

/// <summary>The readers answer as slow and obvious ones do, whatever the fields hold.</summary>
public sealed partial class TraceContextProperties
{
    private const int Runs = 4_000;

    private static readonly string[] Pieces =
        ["00", "01", "ff", "-", "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "00000000000000000000000000000000", "0", "A", ".", "03", "-x"];

    private static readonly string[] StatePieces =
        ["foo=1", "bar=2", ",", ", ", " \t,", "a@b=3", "A=1", "x", "=", " ", "\t", "é", "k=v v", new string('k', 256) + "=1", "v=" + new string('v', 256), "v"];

    // Half of them begin as a valid one does, and one character is another.
    private static readonly Gen<string> ParentText = Gen.OneOf(
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat),
        from at in Gen.Choose(0, 56)
        from with in Gen.Elements('0', 'f', '-', 'g', 'F', ' ')
        from tail in Gen.Elements("", "-", "-1", "x")
        select Replace("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" + tail, at, with));

    private static readonly Gen<string[]> StateLines =
        from count in Gen.Choose(0, 4)
        from lines in Gen.Elements(StatePieces).ArrayOf().Select(string.Concat).ArrayOf(count)
        select lines;

    private static readonly Gen<string[]> ManyMembers =
        from members in Gen.Choose(28, 36)
        from split in Gen.Choose(1, 4)
        select Enumerable.Range(0, members).Select(n => $"m{n}=1").Chunk((members / split) + 1).Select(part => string.Join(',', part)).ToArray();

    [Fact]
    public void The_parent_is_read_as_the_grammar_says() => Check(ParentText, text =>
    {
        bool isValid = IsParent(text, out string? sent);
        Assert.Equal(isValid, TraceParent.TryParse(text, out TraceParent parent));
        Assert.Equal(sent, isValid ? parent.ToString() : null);
    });

    [Fact]
    public void What_is_written_is_read_back() => Check(
        from high in ArbMap.Default.GeneratorFor<ulong>()
        from low in ArbMap.Default.GeneratorFor<ulong>()
        from span in ArbMap.Default.GeneratorFor<ulong>()
        from flags in Gen.Choose(0, 3)
        select new TraceParent(new UInt128(high, low | 1), span | 1, (byte)flags),
        parent =>
        {
            Assert.True(TraceParent.TryParse(parent.ToString(), out TraceParent read));
            Assert.Equal(parent, read);
            Assert.True(read.IsTextOf(parent.ToString()));
        });

    [Fact]
    public void The_state_is_read_as_the_grammar_says() => Check(Gen.OneOf(StateLines, ManyMembers), lines =>
        Assert.Equal(ReadState(lines), TraceState.Read(new StringValues(lines))));

    [Fact]
    public void An_own_member_leaves_a_valid_state() => Check(Gen.OneOf(StateLines, ManyMembers), lines =>
    {
        string sent = TraceState.WithOwn("gw", "00f067aa0ba902b7", TraceState.Read(new StringValues(lines)));
        Assert.Equal(sent, TraceState.Read(sent));
        Assert.StartsWith("gw=00f067aa0ba902b7", sent, StringComparison.Ordinal);
        Assert.InRange(sent.Length, 1, Limits.TraceStateSentCharsMax);
    });

    private static void Check<T>(Gen<T> cases, Action<T> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(cases.ToArbitrary(), holds));

    private static string Replace(string text, int at, char with) =>
        at >= text.Length ? text : text[..at] + with + text[(at + 1)..];

    private static bool IsParent(string text, out string? sent)
    {
        Match match = ParentGrammar().Match(text);
        sent = null;

        if (!match.Success
            || match.Groups["version"].Value == "ff"
            || (match.Groups["version"].Value == "00" && match.Groups["rest"].Success)
            || match.Groups["trace"].Value.All(c => c == '0')
            || match.Groups["span"].Value.All(c => c == '0'))
        {
            return false;
        }

        int flags = Convert.ToInt32(match.Groups["flags"].Value, 16) & 3;
        sent = $"00-{match.Groups["trace"].Value}-{match.Groups["span"].Value}-{flags:x2}";
        return true;
    }

    private static string? ReadState(string[] lines)
    {
        string[] members = [.. string.Join(',', lines).Split(',').Select(member => member.Trim(' ', '\t')).Where(member => member.Length > 0)];

        if (members.Length is 0 or > 32 || !members.All(member => MemberGrammar().IsMatch(member)))
        {
            return null;
        }

        return string.Join(',', lines.Length == 1 ? lines : lines.Where(line => line.Length > 0));
    }

    [GeneratedRegex(@"\A(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<rest>-.*)?\z", RegexOptions.Singleline)]
    private static partial Regex ParentGrammar();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]\z")]
    private static partial Regex MemberGrammar();
}
