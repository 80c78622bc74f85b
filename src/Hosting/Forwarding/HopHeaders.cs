using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>Headers that concern one hop only, and those by which a hop says who asked.</summary>
internal static class HopHeaders
{
    /// <summary>
    /// Drops the fields that <c>Connection</c> names: they were meant for this hop (RFC 9110 section 7.6.1).
    /// <c>Upgrade</c> stays, since the next hop is asked for the same upgrade.
    /// </summary>
    internal static void DropNamedByConnection(IHeaderDictionary headers)
    {
        StringValues connection = headers.Connection;

        for (int i = 0; i < connection.Count; i++)
        {
            ReadOnlySpan<char> line = connection[i];

            foreach (Range part in line.Split(','))
            {
                ReadOnlySpan<char> name = line[part].Trim(" \t");

                if (!name.IsEmpty && !IsKnown(name))
                {
                    headers.Remove(name.ToString());
                }
            }
        }
    }

    /// <summary>
    /// Says who asked, how and for which host. What the client claims is replaced: it is believed only from trusted
    /// hops, and none is trusted yet.
    /// </summary>
    internal static void SetForwarded(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        IPAddress? client = context.Connection.RemoteIpAddress;

        headers["X-Forwarded-For"] = (client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client)?.ToString();
        headers["X-Forwarded-Proto"] = context.Request.Scheme;
        headers["X-Forwarded-Host"] = headers.Host;
        headers.Remove("Forwarded");
    }

    // The words that are no field names of the client's making, and those whose field the forwarder handles itself.
    private static bool IsKnown(ReadOnlySpan<char> name) =>
        name.Equals("upgrade", StringComparison.OrdinalIgnoreCase)
        || name.Equals("close", StringComparison.OrdinalIgnoreCase)
        || name.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
        || name.Equals("host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase);
}
