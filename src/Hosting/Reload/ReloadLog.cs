using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

internal static partial class ReloadLog
{
    /// <summary>Writes each finding as compilers do, at the level of its severity.</summary>
    internal static void Diagnostics(ILogger logger, DiagnosticBag diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            LogLevel level = LevelOf(diagnostic.Severity);

            if (logger.IsEnabled(level))
            {
                Found(logger, level, diagnostic);
            }
        }

        if (diagnostics.DroppedCount > 0)
        {
            Dropped(logger, diagnostics.DroppedCount);
        }
    }

    [LoggerMessage(2, LogLevel.Information, "generation {Generation} serves: {Changes}")]
    internal static partial void Published(ILogger logger, long generation, string changes);

    [LoggerMessage(3, LogLevel.Warning, "the changed configuration has {Errors} error(s); generation {Generation} serves on")]
    internal static partial void KeptLastGood(ILogger logger, int errors, long generation);

    [LoggerMessage(4, LogLevel.Error, "the configuration could not be read; it is tried again")]
    internal static partial void ReadFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1, Message = "{Diagnostic}")]
    private static partial void Found(ILogger logger, LogLevel level, Diagnostic diagnostic);

    [LoggerMessage(5, LogLevel.Warning, "{Count} more diagnostics are not shown")]
    private static partial void Dropped(ILogger logger, int count);

    private static LogLevel LevelOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => LogLevel.Error,
        DiagnosticSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
