using System.Buffers;

namespace Gatehouse.Hosting;

/// <summary>The form of a request-target (RFC 9112 section 3.2). Zero is the safe answer: none of them.</summary>
internal enum TargetForm : byte
{
    Invalid = 0,
    Origin,
    Absolute,
    Asterisk,
}

/// <summary>A raw request-target in its parts; nothing is decoded.</summary>
internal readonly ref struct RequestTarget
{
    private RequestTarget(TargetForm form, ReadOnlySpan<char> authority, ReadOnlySpan<char> pathAndQuery)
    {
        int mark = pathAndQuery.IndexOf('?');
        Form = form;
        Authority = authority;
        Path = mark < 0 ? pathAndQuery : pathAndQuery[..mark];
        Query = mark < 0 ? default : pathAndQuery[(mark + 1)..];
        HasQuery = mark >= 0;
    }

    internal TargetForm Form { get; }

    /// <summary>Host and port of an absolute-form; empty for the others.</summary>
    internal ReadOnlySpan<char> Authority { get; }

    /// <summary>The path; empty where an absolute-form has none, which means "/".</summary>
    internal ReadOnlySpan<char> Path { get; }

    /// <summary>The query without its '?'.</summary>
    internal ReadOnlySpan<char> Query { get; }

    /// <summary>Whether there is a '?', which a forwarded target keeps even before nothing.</summary>
    internal bool HasQuery { get; }

    /// <summary>Takes a target apart. The authority-form (CONNECT host:port) is not one to route: invalid.</summary>
    internal static RequestTarget Parse(ReadOnlySpan<char> raw)
    {
        if (raw.StartsWith('/'))
        {
            return new RequestTarget(TargetForm.Origin, default, raw);
        }

        if (raw is "*")
        {
            return new RequestTarget(TargetForm.Asterisk, default, default);
        }

        return ParseAbsolute(AfterScheme(raw));
    }

    /// <summary>Whether every character may stand in a query: visible ASCII without '#' (RFC 3986 section 3.4, read leniently).</summary>
    internal static bool IsQuery(ReadOnlySpan<char> query) => !query.ContainsAnyExcept(QueryCharacters);

    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(
        "!\"$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static RequestTarget ParseAbsolute(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny('/', '?');
        ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];

        // User information in a target is a phishing trick and no browser sends it (RFC 9110 section 4.2.4).
        return authority.IsEmpty || authority.Contains('@')
            ? default
            : new RequestTarget(TargetForm.Absolute, authority, end < 0 ? default : rest[end..]);
    }

    private static ReadOnlySpan<char> AfterScheme(ReadOnlySpan<char> raw)
    {
        if (raw.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return raw["http://".Length..];
        }

        return raw.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? raw["https://".Length..] : default;
    }
}
