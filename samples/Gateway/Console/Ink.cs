namespace Gatehouse.Samples.Gateway;

/// <summary>Colours for one stream of the console: a terminal gets them, a file or a pipe plain text.</summary>
internal sealed class Ink(bool isColoured)
{
    /// <summary>What stdout gets.</summary>
    internal static Ink Output { get; } = new(IsWanted && !System.Console.IsOutputRedirected);

    /// <summary>What stderr gets.</summary>
    internal static Ink Errors { get; } = new(IsWanted && !System.Console.IsErrorRedirected);

    // https://no-color.org: "when present and not an empty string (regardless of its value)".
    private static bool IsWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    internal string Bold(string text) => Paint("1", text);

    internal string Dim(string text) => Paint("2", text);

    internal string Red(string text) => Paint("31", text);

    internal string Green(string text) => Paint("32", text);

    internal string Yellow(string text) => Paint("33", text);

    internal string Cyan(string text) => Paint("36", text);

    // Select Graphic Rendition (ECMA-48, 8.3.117).
    private string Paint(string code, string text) => isColoured ? $"\e[{code}m{text}\e[0m" : text;
}
