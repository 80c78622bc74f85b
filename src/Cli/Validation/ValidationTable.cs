using Gatehouse.Primitives.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gatehouse.Cli;

/// <summary>A validation for a terminal.</summary>
internal static class ValidationTable
{
    public static IRenderable Render(ValidationReport report)
    {
        Text summary = new(ValidationText.Summary(report), SummaryStyle(report));

        if (report.Diagnostics.Count == 0)
        {
            return summary;
        }

        Table table = new Table { Border = TableBorder.Rounded }.AddColumns("Where", "Code", "What", "Fix");

        foreach (Diagnostic finding in report.Diagnostics)
        {
            table.AddRow(
                new Text(finding.Location?.ToString() ?? finding.ObjectName),
                new Text(finding.Id, StyleOf(finding.Severity)),
                new Text(What(finding)),
                new Text(finding.Mend, Style.Plain.Decoration(Decoration.Dim)));
        }

        return new Rows(table, summary);
    }

    private static string What(Diagnostic finding)
    {
        string field = finding.Field.Length == 0 ? "" : $"{finding.Field}: ";
        return finding.Found is null ? $"{field}{finding.Message}" : $"{field}{finding.Message}, found '{finding.Found}'";
    }

    private static Style StyleOf(DiagnosticSeverity severity) => new(severity switch
    {
        DiagnosticSeverity.Error => Color.Red,
        DiagnosticSeverity.Warning => Color.Yellow,
        _ => Color.Blue,
    });

    private static Style SummaryStyle(ValidationReport report) =>
        new(report.ErrorCount > 0 ? Color.Red : report.WarningCount > 0 ? Color.Yellow : Color.Green);
}
