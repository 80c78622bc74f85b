namespace Gatehouse.Cli;

/// <summary>Small words that several texts share.</summary>
internal static class Words
{
    /// <summary><c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Count(long count, string noun, string? plural = null) => count == 1 ? $"1 {noun}" : $"{count} {plural ?? noun + "s"}";

    /// <summary>The text without line breaks and codes of a terminal: an expression, say, may hold any character.</summary>
    public static string OnOneLine(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(static unit => char.IsControl(unit) ? '\uFFFD' : unit))
        : text;
}
