using System.Globalization;

namespace Gatehouse.Backends;

/// <summary>
/// A request as a backend reads it that obeys RFC 9112 to the letter. What such a reader refuses ends the reading, so
/// that bytes which only a lenient reader takes for a request show up as a rest.
/// </summary>
public sealed record RawRequest(string Line, IReadOnlyList<(string Name, string Value)> Headers, string Body, IReadOnlyList<(string Name, string Value)> Trailers)
{
    public string Method => Line.Split(' ')[0];

    public string Target => Line.Split(' ')[1];

    /// <summary>The values of a header, in their order.</summary>
    public IReadOnlyList<string> Values(string name) =>
        [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    /// <summary>All complete requests at the start of a text, and what follows them.</summary>
    public static (IReadOnlyList<RawRequest> Requests, string Remains) ParseAll(string text)
    {
        List<RawRequest> requests = [];

        while (TryParse(text, out RawRequest? request, out string rest))
        {
            requests.Add(request!);
            text = rest;
        }

        return (requests, text);
    }

    private static bool TryParse(string text, out RawRequest? request, out string rest)
    {
        request = null;
        rest = text;
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);

        if (end < 0 || !TryFields(text[..end], out string line, out List<(string, string)> headers) || line.Split(' ') is not [_, _, "HTTP/1.1"])
        {
            return false;
        }

        RawRequest head = new(line, headers, "", []);
        string after = text[(end + 4)..];
        IReadOnlyList<string> lengths = head.Values("content-length");
        IReadOnlyList<string> codings = head.Values("transfer-encoding");

        if (codings.Count > 0)
        {
            return codings is ["chunked"] && lengths.Count == 0 && TryChunks(after, head, out request, out rest);
        }

        if (lengths.Count == 0)
        {
            (request, rest) = (head, after);
            return true;
        }

        if (lengths.Count > 1 || !int.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || after.Length < length)
        {
            return false;
        }

        (request, rest) = (head with { Body = after[..length] }, after[length..]);
        return true;
    }

    private static bool TryChunks(string text, RawRequest head, out RawRequest? request, out string rest)
    {
        request = null;
        rest = text;
        string body = "";

        while (true)
        {
            int end = text.IndexOf("\r\n", StringComparison.Ordinal);

            if (end < 0 || !int.TryParse(text[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size))
            {
                return false;
            }

            text = text[(end + 2)..];

            if (size == 0)
            {
                return TryTrailers(text, head with { Body = body }, out request, out rest);
            }

            if (text.Length < size + 2 || text.Substring(size, 2) != "\r\n")
            {
                return false;
            }

            body += text[..size];
            text = text[(size + 2)..];
        }
    }

    private static bool TryTrailers(string text, RawRequest head, out RawRequest? request, out string rest)
    {
        (request, rest) = (head, text.StartsWith("\r\n", StringComparison.Ordinal) ? text[2..] : text);

        if (text.StartsWith("\r\n", StringComparison.Ordinal))
        {
            return true;
        }

        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);

        if (end < 0 || !TryFields("\r\n" + text[..end], out _, out List<(string, string)> trailers))
        {
            request = null;
            return false;
        }

        (request, rest) = (head with { Trailers = trailers }, text[(end + 4)..]);
        return true;
    }

    // A first line and field lines; no bare CR or LF, no folding, no space before a colon, no control characters.
    private static bool TryFields(string text, out string first, out List<(string Name, string Value)> fields)
    {
        string[] lines = text.Split("\r\n");
        (first, fields) = (lines[0], []);

        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);

            if (colon <= 0 || line[..colon].Any(c => !IsToken(c)) || line.Any(c => char.IsControl(c) && c != '\t'))
            {
                return false;
            }

            fields.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return !first.Any(char.IsControl);
    }

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
