namespace Gatehouse.Routing;

/// <summary>A replacement of a path. That of a prefix is kept without its trailing slash.</summary>
internal sealed record PathEdit(PathModifierType Type, string Value)
{
    /// <summary>
    /// Writes the replaced path. The rest after the prefix begins with a slash or is empty, so joining both never doubles
    /// one, and only "" after "" leaves nothing (Gateway API, HTTPPathModifier.replacePrefixMatch, its table).
    /// </summary>
    public bool TryWrite(ReadOnlySpan<char> path, int matchedPathLength, ref TextBuffer buffer)
    {
        if (Type == PathModifierType.ReplaceFullPath)
        {
            return buffer.TryWrite(Value);
        }

        ReadOnlySpan<char> rest = path[Math.Min(matchedPathLength, path.Length)..];
        return Value.Length == 0 && rest.IsEmpty ? buffer.TryWrite("/") : buffer.TryWrite(Value) && buffer.TryWrite(rest);
    }
}
