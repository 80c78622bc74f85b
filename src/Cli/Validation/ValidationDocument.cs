using System.Text.Json.Nodes;
using Gatehouse.Manifests;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli;

/// <summary>A validation for programs.</summary>
internal static class ValidationDocument
{
    public static JsonObject Of(ValidationReport report) => new()
    {
        ["diagnostics"] = new JsonArray([.. report.Diagnostics.Select(DiagnosticDocument.Of)]),
        ["statuses"] = StatusDocument.Of(report.Statuses),
        ["summary"] = new JsonObject
        {
            ["errors"] = report.ErrorCount,
            ["warnings"] = report.WarningCount,
            ["notes"] = report.NoteCount,
            ["dropped"] = report.DroppedCount,
            ["ports"] = report.Served.Ports,
            ["routes"] = report.Served.Routes,
            ["backends"] = report.Served.Backends,
        },
    };
}
