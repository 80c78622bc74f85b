namespace Gatehouse.Primitives;

/// <summary>
/// What a package may see of a request, without knowing the host that received it. Implement it as a
/// <see langword="struct"/> or <see langword="ref struct"/>: callers take it by a constrained generic, so every
/// call is direct and nothing is boxed.
/// </summary>
/// <typeparam name="TText">
/// The unit of the host's text: <see cref="char"/> where it holds strings, <see cref="byte"/> (UTF-8) on the wire.
/// </typeparam>
public interface IHttpRequestView<TText>
    where TText : unmanaged
{
    /// <summary>The method, case-sensitive (RFC 9110 section 9.1): <c>GET</c>.</summary>
    ReadOnlySpan<TText> Method { get; }

    /// <summary>
    /// The authority: the <c>Host</c> field or <c>:authority</c>, in any case, with or without a port.
    /// Empty where the request has none.
    /// </summary>
    ReadOnlySpan<TText> Host { get; }

    /// <summary>The path as <see cref="RequestPath"/> normalised it; it begins with '/' and has no query.</summary>
    ReadOnlySpan<TText> Path { get; }

    /// <summary>The raw query without its '?'. Empty where the request has none.</summary>
    ReadOnlySpan<TText> Query { get; }

    /// <summary>Reads one field line of a header.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="index">Which of the field lines of that name, from 0, in the order received.</param>
    /// <param name="value">The line's value without surrounding white space; empty where there is no such line.</param>
    /// <returns>How many field lines of that name the request has; 0 where it has none.</returns>
    int GetHeader(HeaderName name, int index, out ReadOnlySpan<TText> value);
}

/// <summary>A request seen as UTF-16 text, for hosts that hold strings (ASP.NET Core).</summary>
public interface IHttpRequestView : IHttpRequestView<char>;

/// <summary>A request seen as UTF-8 bytes, for hosts that read the wire (System.IO.Pipelines).</summary>
public interface IUtf8HttpRequestView : IHttpRequestView<byte>;
