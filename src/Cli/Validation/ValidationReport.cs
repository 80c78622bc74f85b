using Gatehouse.Manifests;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli;

/// <summary>What <c>validate</c> has to say.</summary>
internal sealed record ValidationReport
{
    /// <summary>The findings by file, line and column; those without a place last.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>How many findings there are besides those listed.</summary>
    public required int DroppedCount { get; init; }

    public required int ErrorCount { get; init; }

    public int WarningCount => Count(DiagnosticSeverity.Warning);

    public int NoteCount => Count(DiagnosticSeverity.Note);

    /// <summary>The statuses that a controller would write.</summary>
    public ValueList<ObjectStatus> Statuses { get; init; }

    /// <summary>What the manifests were translated to: ports, routes and backends.</summary>
    public required (int Ports, int Routes, int Backends) Served { get; init; }

    public static ValidationReport Of(LoadedConfig loaded) => new()
    {
        Diagnostics =
        [
            .. loaded.Diagnostics
                .OrderBy(static finding => finding.Location is null)
                .ThenBy(static finding => finding.Location?.File, StringComparer.Ordinal)
                .ThenBy(static finding => finding.Location?.Line)
                .ThenBy(static finding => finding.Location?.Column),
        ],
        DroppedCount = loaded.Diagnostics.DroppedCount,
        Statuses = loaded.Statuses,
        ErrorCount = loaded.Diagnostics.ErrorCount,
        Served = (loaded.Config.Ports.Count, RouteCount(loaded.Config), loaded.Config.Backends.Count),
    };

    /// <summary>1 where something does not go live; strictly also where something will not do what its author expects.</summary>
    public int ExitCode(bool isStrict)
    {
        // What was dropped may hold a warning.
        bool hasWarnings = WarningCount > 0 || DroppedCount > 0;
        return ErrorCount > 0 || (isStrict && hasWarnings) ? ExitCodes.BadConfiguration : ExitCodes.Success;
    }

    private int Count(DiagnosticSeverity severity) => Diagnostics.Count(finding => finding.Severity == severity);

    // A route that is attached to several listeners is one route.
    private static int RouteCount(TrafficConfig config) => config.Ports
        .SelectMany(static port => port.Listeners)
        .SelectMany(static listener => listener.HttpRoutes.Select(static route => $"HTTPRoute {route.Name}")
            .Concat(listener.GrpcRoutes.Select(static route => $"GRPCRoute {route.Name}")))
        .Distinct(StringComparer.Ordinal)
        .Count();
}
