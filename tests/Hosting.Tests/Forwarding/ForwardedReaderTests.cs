using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Gatehouse.Hosting.Tests;

public sealed partial class ForwardedReaderTests
{
    [Theory]
    [InlineData("for=192.0.2.1", "192.0.2.1")]
    [InlineData("For=192.0.2.1;proto=http;by=203.0.113.43", "192.0.2.1")]
    [InlineData("for=\"[2001:db8:cafe::17]:4711\"", "[2001:db8:cafe::17]:4711")]
    [InlineData("for=192.0.2.43, for=198.51.100.17", "192.0.2.43|198.51.100.17")]
    [InlineData("for=_SEVKISEK,for=unknown", "_SEVKISEK|unknown")]
    [InlineData("proto=http", "")]
    [InlineData("proto=http;host=\"a, for=6.6.6.6\"", "")]
    [InlineData("for=\"1\\92.0.2.1\"", "")]
    [InlineData(",, for=192.0.2.1 ,", "192.0.2.1")]
    [InlineData("for=192.0.2.1;;ext=\"\"", "192.0.2.1")]
    [InlineData("", null)]
    [InlineData(" , ", null)]
    public void Every_element_says_for_whom(string line, string? nodes) =>
        Assert.Equal(nodes, Read(line, out bool isMalformed) is { Count: > 0 } read && !isMalformed ? string.Join('|', read) : null);

    [Theory]
    [InlineData("for")]
    [InlineData("for=")]
    [InlineData("for =192.0.2.1")]
    [InlineData("for= 192.0.2.1")]
    [InlineData("for=[2001:db8::1]")]
    [InlineData("for=192.0.2.1:99")]
    [InlineData("for=\"192.0.2.1")]
    [InlineData("for=\"192.0.2.1\\")]
    [InlineData("for=192.0.2.1 for=192.0.2.2")]
    [InlineData("for=192.0.2.1;for=192.0.2.2")]
    [InlineData("for=192.0.2.1;host=a;HOST=b")]
    [InlineData("for=192.0.2.1, {")]
    [InlineData("for=\"a\"b")]
    public void A_line_that_breaks_the_grammar_is_malformed(string line)
    {
        Read(line, out bool isMalformed);
        Assert.True(isMalformed);
    }

    [Fact]
    public void It_reads_as_the_grammar_says() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4_000),
        Prop.ForAll(
            Gen.Elements("for=", "by=", "host=", "x=", "a", "\"", "\"q\"", "\"[::1]:9\"", ";", ",", ", ", " ", "\t", "\\", "=", "192.0.2.1", "_x", "for=a", "for=\"b c\"").ArrayOf().Select(string.Concat).ToArbitrary(),
            line =>
            {
                List<string> read = Read(line, out bool isMalformed);
                Assert.Equal(!IsForwarded(line), isMalformed);
            }));

    [Fact]
    public void What_is_written_is_read_back() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(
            (from octets in ArbMap.Default.GeneratorFor<byte>().ArrayOf(16)
             from isIpv4 in Gen.Elements(true, false)
             from host in Gen.Elements("shop.example", "shop.example:99", "[::1]:80", "a\"b\\c", "")
             select (Node: new IPAddress(isIpv4 ? octets[..4] : octets), Host: host)).ToArbitrary(),
            hop =>
            {
                string node = Assert.Single(Read(ForwardedElement.Write(hop.Node, hop.Host, "https"), out bool isMalformed));
                Assert.False(isMalformed);
                Assert.True(NodeAddress.TryParse(node, out IPAddress? address));
                Assert.Equal(NodeAddress.Plain(hop.Node), address);
            }));

    [Theory]
    [InlineData("192.0.2.1", "shop.example", "for=192.0.2.1;host=shop.example;proto=http")]
    [InlineData("2001:db8::1", "shop.example:99", "for=\"[2001:db8::1]\";host=\"shop.example:99\";proto=http")]
    [InlineData(null, "", "for=unknown;proto=http")]
    public void An_element_is_written_with_its_quotes(string? node, string host, string text) =>
        Assert.Equal(text, ForwardedElement.Write(node is null ? null : IPAddress.Parse(node), host, "http"));

    private static List<string> Read(string line, out bool isMalformed)
    {
        ForwardedReader reader = new(line);
        List<string> nodes = [];

        while (reader.TryReadNode(out Range node))
        {
            nodes.Add(line[node]);
        }

        isMalformed = reader.IsMalformed;
        return nodes;
    }

    private static bool IsForwarded(string line)
    {
        Match match = Grammar().Match(line);

        // The elements of the line, each with the names of its parameters.
        return match.Success && match.Groups["element"].Captures.All(element =>
            Names().Matches(element.Value).Select(name => name.Groups[1].Value).Where(name => name is "for" or "by" or "host" or "proto").ToList() is var names
            && names.Distinct().Count() == names.Count);
    }

    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string Quoted = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private const string Pair = $"(?:{Token}=(?:{Token}|{Quoted}))";
    private const string Element = $@"(?<element>(?:{Pair}[ \t]*)?(?:;[ \t]*(?:{Pair}[ \t]*)?)*)";

    [GeneratedRegex($@"\A[ \t]*{Element}(?:,[ \t]*{Element})*\z", RegexOptions.Singleline)]
    private static partial Regex Grammar();

    [GeneratedRegex($@"(?:\A|;)[ \t]*({Token})=(?:{Token}|{Quoted})")]
    private static partial Regex Names();
}
