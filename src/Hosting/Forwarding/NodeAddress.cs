using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Hosting;

/// <summary>Reads and writes an address as proxies write it: in <c>X-Forwarded-For</c> and in <c>Forwarded</c>'s <c>for</c>.</summary>
internal static class NodeAddress
{
    private const int AddressLengthMax = 45;

    /// <summary>
    /// Reads <c>192.0.2.1</c>, <c>192.0.2.1:99</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]</c> or <c>[2001:db8::1]:99</c>.
    /// Everything else, <c>unknown</c> and <c>_names</c> too, is no address.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;

        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']');
            return end > 0 && IsPort(text[(end + 1)..]) && TryParseIpv6(text[1..end], out address);
        }

        int colon = text.IndexOf(':');
        return colon == text.LastIndexOf(':')
            ? (colon < 0 || IsPort(text[colon..])) && TryParseIpv4(colon < 0 ? text : text[..colon], out address)
            : TryParseIpv6(text, out address);
    }

    /// <summary>An address without what only this machine understands: an IPv4 address in IPv6, a scope.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    internal static IPAddress? Plain(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } => new IPAddress(address.GetAddressBytes()),
        _ => address,
    };

    /// <summary>Whether a text is a port's number, 1 to 65535.</summary>
    internal static bool IsPortNumber(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] != '0' && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsPort(ReadOnlySpan<char> text) => text.IsEmpty || (text[0] == ':' && IsPortNumber(text[1..]));

    // IPAddress reads "1", "010.0.0.1" and "0x7f.1" as well, in ways that other readers of the same text do not.
    private static bool TryParseIpv4(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        Span<char> written = stackalloc char[AddressLengthMax];
        bool isCanonical = IPAddress.TryParse(text, out address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && address.TryFormat(written, out int length)
            && text.SequenceEqual(written[..length]);
        address = isCanonical ? address : null;
        return isCanonical;
    }

    private static bool TryParseIpv6(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        bool isAddress = text.Length <= AddressLengthMax
            && !text.ContainsAny("[]%/")
            && IPAddress.TryParse(text, out address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
        address = null;
        return isAddress && IPAddress.TryParse(text, out address) && (address = Plain(address)) is not null;
    }
}
