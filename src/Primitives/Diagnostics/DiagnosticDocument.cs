using System.Text.Json.Nodes;

namespace Gatehouse.Primitives.Diagnostics;

/// <summary>A finding for programs.</summary>
public static class DiagnosticDocument
{
    /// <summary>
    /// Its id, severity (<c>error</c>, <c>warning</c> or <c>note</c>), place, object, field, message, what was found and how to mend
    /// it; null where there is none.
    /// </summary>
    public static JsonObject Of(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new JsonObject
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
}
