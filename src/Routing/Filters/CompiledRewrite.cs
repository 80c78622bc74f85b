namespace Gatehouse.Routing;

/// <summary>A rewrite of what the backend is asked for, ready to be formatted for a request.</summary>
public sealed class CompiledRewrite
{
    private readonly PathEdit? _path;

    internal CompiledRewrite(string? hostname, PathEdit? path)
    {
        Hostname = hostname;
        _path = path;
    }

    /// <summary>The host the backend sees; <see langword="null"/> for the request's.</summary>
    public string? Hostname { get; }

    /// <summary>Whether the path is changed.</summary>
    public bool ChangesPath => _path is not null;

    /// <summary>The most that the new path of a path of this length can take, in characters.</summary>
    public int PathLengthMax(int pathLength) => checked(pathLength + (_path?.Value.Length ?? 0) + 1);

    /// <summary>Writes the path the backend is asked for; the query stays as it is.</summary>
    /// <param name="path">The request's normalised path.</param>
    /// <param name="matchedPathLength">From the <see cref="RouteResult"/>.</param>
    /// <param name="destination">Where it is written; <see cref="PathLengthMax"/> is room enough.</param>
    /// <param name="written">How much was written.</param>
    /// <returns><see langword="false"/> where <paramref name="destination"/> is too short.</returns>
    public bool TryFormatPath(ReadOnlySpan<char> path, int matchedPathLength, Span<char> destination, out int written)
    {
        TextBuffer buffer = new(destination);
        bool fits = _path is null ? buffer.TryWrite(path) : _path.TryWrite(path, matchedPathLength, ref buffer);
        written = buffer.Length;
        return fits;
    }
}
