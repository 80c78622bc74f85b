using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Hosting;

/// <summary>Writes elements of <c>Forwarded</c> (RFC 7239 section 4).</summary>
internal static class ForwardedElement
{
    /// <summary>An element with all that is said of one hop; <c>for=unknown</c> where its address is not known (section 6.2).</summary>
    internal static string Write(IPAddress? node, string? host, string scheme)
    {
        StringBuilder text = new();
        AppendFor(text, node);

        if (!string.IsNullOrEmpty(host))
        {
            text.Append(";host=");
            AppendValue(text, host);
        }

        return text.Append(";proto=").Append(scheme).ToString();
    }

    /// <summary>Appends <c>for=192.0.2.1</c> or <c>for="[2001:db8::1]"</c>: an IPv6 address is bracketed, and so quoted (section 6).</summary>
    internal static void AppendFor(StringBuilder text, IPAddress? node)
    {
        text.Append("for=");

        if (node is { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            text.Append("\"[").Append(node).Append("]\"");
        }
        else
        {
            text.Append(node?.ToString() ?? "unknown");
        }
    }

    // A value that is no token is a quoted-string (RFC 9110 section 5.6.4).
    private static void AppendValue(StringBuilder text, string value)
    {
        if (HeaderName.IsToken(value))
        {
            text.Append(value);
            return;
        }

        text.Append('"');

        foreach (char c in value)
        {
            text.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }

        text.Append('"');
    }
}
