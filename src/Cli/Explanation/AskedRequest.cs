using Gatehouse.Primitives;

namespace Gatehouse.Cli;

/// <summary>The request that the command line describes, as the gateway would see it.</summary>
internal sealed record AskedRequest : IHttpRequestView
{
    public required string Method { get; init; }

    public required string Host { get; init; }

    /// <summary>The normal form.</summary>
    public required string Path { get; init; }

    /// <summary>Raw, without its '?'; empty where there is none.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyList<AskedHeader> Headers { get; init; } = [];

    ReadOnlySpan<char> IHttpRequestView<char>.Method => Method;

    ReadOnlySpan<char> IHttpRequestView<char>.Host => Host;

    ReadOnlySpan<char> IHttpRequestView<char>.Path => Path;

    ReadOnlySpan<char> IHttpRequestView<char>.Query => Query;

    int IHttpRequestView<char>.GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        value = default;
        int count = 0;

        foreach (AskedHeader line in Headers)
        {
            if (line.Name.Equals(name) && count++ == index)
            {
                value = line.Value;
            }
        }

        return count;
    }
}

/// <summary>One field line of a request.</summary>
internal readonly record struct AskedHeader(HeaderName Name, string Value)
{
    /// <summary>Reads <c>Name: value</c>.</summary>
    public static bool TryParse(string line, out AskedHeader header)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        header = default;

        if (colon < 0 || !HeaderName.TryParse(line[..colon], out HeaderName? name))
        {
            return false;
        }

        header = new AskedHeader(name, line[(colon + 1)..].Trim(' ', '\t'));
        return true;
    }
}
