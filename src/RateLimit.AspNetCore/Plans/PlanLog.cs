using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gatehouse.RateLimit.AspNetCore;

internal static partial class PlanLog
{
    /// <summary>Writes each finding as compilers do, at the level of its severity.</summary>
    internal static void Diagnostics(ILogger logger, DiagnosticBag diagnostics)
    {
        foreach (Diagnostic finding in diagnostics)
        {
            LogLevel level = finding.Severity switch
            {
                DiagnosticSeverity.Error => LogLevel.Error,
                DiagnosticSeverity.Warning => LogLevel.Warning,
                _ => LogLevel.Information,
            };

            if (logger.IsEnabled(level))
            {
                Found(logger, level, finding);
            }
        }
    }

    [LoggerMessage(2, LogLevel.Information, "{Count} changed plan(s) serve, the default is {Plan}")]
    internal static partial void Changed(ILogger logger, int count, string plan);

    [LoggerMessage(3, LogLevel.Warning, "the changed plans have {Errors} error(s); the last good ones serve on")]
    internal static partial void KeptLastGood(ILogger logger, int errors);

    [LoggerMessage(4, LogLevel.Warning, "plan {Plan} is not configured, so {DefaultPlan} serves; told once until plans change")]
    internal static partial void PlanUnknown(ILogger logger, string plan, string defaultPlan);

    [LoggerMessage(EventId = 1, Message = "{Finding}")]
    private static partial void Found(ILogger logger, LogLevel level, Diagnostic finding);
}
