using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>The fields that concern one hop only (RFC 9110 section 7.6.1). The forwarder drops the rest of them itself.</summary>
internal static class HopFields
{
    /// <summary>Drops the fields that <c>Connection</c> names.</summary>
    /// <param name="headers">The request's fields.</param>
    /// <param name="sent">
    /// What was sent as <c>Connection</c>, where the server shows less: it keeps one word where it knows one.
    /// </param>
    internal static void Drop(IHeaderDictionary headers, string? sent)
    {
        StringValues lines = headers.Connection;

        if (sent is not null)
        {
            DropNamed(headers, sent);
        }

        for (int i = 0; i < lines.Count; i++)
        {
            DropNamed(headers, lines[i]);
        }
    }

    private static void DropNamed(IHeaderDictionary headers, ReadOnlySpan<char> line)
    {
        // Nearly always it is the one word "keep-alive".
        if (IsKept(line))
        {
            return;
        }

        foreach (Range part in line.Split(','))
        {
            ReadOnlySpan<char> name = line[part].Trim(" \t");

            if (!name.IsEmpty && !IsKept(name))
            {
                headers.Remove(name.ToString());
            }
        }
    }

    // Words that are no field, and the fields that say where the message ends, for whom it is, or that the forwarder
    // handles: a client that names one of those wants the next hop to see another message than this one did.
    private static bool IsKept(ReadOnlySpan<char> name) => name.Length switch
    {
        2 => Is(name, "te"),
        4 => Is(name, "host"),
        5 => Is(name, "close"),
        7 => Is(name, "upgrade") || Is(name, "trailer"),
        10 => Is(name, "keep-alive") || Is(name, "connection"),
        14 => Is(name, "content-length"),
        17 => Is(name, "transfer-encoding"),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
