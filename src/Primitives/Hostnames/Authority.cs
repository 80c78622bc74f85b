namespace Gatehouse.Primitives;

/// <summary>Reads an authority: a <c>Host</c> field's value or <c>:authority</c> (RFC 9110 section 7.2).</summary>
public static class Authority
{
    /// <summary>The host of an authority, without its port and without one trailing dot.</summary>
    /// <param name="authority"><c>shop.example:8080</c>, <c>shop.example.</c> or <c>[::1]:8080</c>, in any case.</param>
    /// <returns>
    /// The host, an IPv6 address with its brackets (RFC 3986 section 3.2.2). What is not a host with at most one port
    /// is answered as it is, so that it equals no hostname.
    /// </returns>
    public static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> authority) => HostOf<char>(authority);

    /// <inheritdoc cref="HostOf(ReadOnlySpan{char})"/>
    public static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> authority) => HostOf<byte>(authority);

    /// <inheritdoc cref="HostOf(ReadOnlySpan{char})"/>
    /// <typeparam name="TText"><see cref="char"/> or <see cref="byte"/>.</typeparam>
    public static ReadOnlySpan<TText> HostOf<TText>(ReadOnlySpan<TText> authority)
        where TText : unmanaged, IEquatable<TText>
    {
        // A port and a trailing dot both show in the last character: nearly every host is told at a glance.
        if (authority.IsEmpty || TextUnits.ToNumber(authority[^1]) > ':')
        {
            return authority;
        }

        ReadOnlySpan<TText> host = WithoutPort(authority);

        // A fully qualified name is the same host (RFC 1034 section 3.1); '.' alone is the root and no host.
        return host.Length > 1 && TextUnits.ToNumber(host[^1]) == '.' ? host[..^1] : host;
    }

    /// <summary>The host of an authority as it was written: without its port, with a trailing dot where it has one.</summary>
    /// <inheritdoc cref="HostOf(ReadOnlySpan{char})"/>
    /// <typeparam name="TText"><see cref="char"/> or <see cref="byte"/>.</typeparam>
    public static ReadOnlySpan<TText> WithoutPort<TText>(ReadOnlySpan<TText> authority)
        where TText : unmanaged, IEquatable<TText>
    {
        int colon = authority.LastIndexOf(TextUnits.FromAscii<TText>(':'));
        return colon >= 0 && IsHostAndPort(authority, colon) ? authority[..colon] : authority;
    }

    private static bool IsHostAndPort<TText>(ReadOnlySpan<TText> authority, int colon)
        where TText : unmanaged, IEquatable<TText>
    {
        ReadOnlySpan<TText> host = authority[..colon];
        bool isBracketed = host.Length > 1 && TextUnits.ToNumber(host[0]) == '[' && TextUnits.ToNumber(host[^1]) == ']';

        // '::1' is an address without brackets: its last group is no port.
        return AreDigits(authority[(colon + 1)..]) && (isBracketed || !host.Contains(TextUnits.FromAscii<TText>(':')));
    }

    private static bool AreDigits<TText>(ReadOnlySpan<TText> text)
        where TText : unmanaged
    {
        foreach (TText unit in text)
        {
            if (TextUnits.ToNumber(unit) is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
