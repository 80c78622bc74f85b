using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Samples.Gateway;

/// <summary>A finding about the configuration, or another warning, with its severity in colour.</summary>
internal static class FindingLine
{
    /// <summary>Whether an event is a finding, whatever its severity.</summary>
    internal static bool Is(IReadOnlyList<KeyValuePair<string, object?>>? fields) =>
        fields is [{ Value: Diagnostic }, ..];

    internal static string Format(string message, LogLevel level, Ink ink) => level switch
    {
        >= LogLevel.Error => Mark(message, "error", ink.Red),
        LogLevel.Warning => Mark(message, "warning", ink.Yellow),
        _ => Mark(message, "note", ink.Cyan),
    };

    // "shop.yaml(16,43): error KB7022: …": the word stands after the place.
    private static string Mark(string message, string severity, Func<string, string> paint)
    {
        int at = message.IndexOf($": {severity} ", StringComparison.Ordinal);
        return at < 0
            ? paint(message)
            : string.Concat(message.AsSpan(0, at + 2), paint(severity), message.AsSpan(at + 2 + severity.Length));
    }
}
