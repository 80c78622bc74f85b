using System.Text.Json.Nodes;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli;

/// <summary>A validation for programs.</summary>
internal static class ValidationDocument
{
    public static JsonObject Of(ValidationReport report) => new()
    {
        ["diagnostics"] = new JsonArray([.. report.Diagnostics.Select(Of)]),
        ["statuses"] = new JsonArray([.. report.Statuses.Select(StatusDocument.Of)]),
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

    private static JsonNode Of(Diagnostic finding) => new JsonObject
    {
        ["id"] = finding.Id,
        ["severity"] = finding.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "note" },
        ["file"] = finding.Location?.File,
        ["line"] = finding.Location is { Line: > 0 } lined ? lined.Line : null,
        ["column"] = finding.Location is { Line: > 0 } columned ? columned.Column : null,
        ["object"] = finding.ObjectName.Length == 0 ? null : finding.ObjectName,
        ["field"] = finding.Field.Length == 0 ? null : finding.Field,
        ["message"] = finding.Message,
        ["found"] = finding.Found,
        ["mend"] = finding.Mend,
    };
}
