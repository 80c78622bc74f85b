namespace Gatehouse.Cli;

/// <summary>A validation as compilers print it: a line for each finding, then a summary.</summary>
internal static class ValidationText
{
    public static IEnumerable<string> Lines(ValidationReport report) =>
        report.Diagnostics.Select(static finding => Words.OnOneLine(finding.ToString())).Append(Summary(report));

    public static string Summary(ValidationReport report)
    {
        string dropped = report.DroppedCount == 0 ? "" : $" ({report.DroppedCount} findings are not listed)";
        string found = $"{Words.Count(report.ErrorCount, "error")}, {Words.Count(report.WarningCount, "warning")}, {Words.Count(report.NoteCount, "note")}";
        string served = $"{Words.Count(report.Served.Ports, "port")}, {Words.Count(report.Served.Routes, "route")}, {Words.Count(report.Served.Backends, "backend")}";
        return $"{found}{dropped}; {served}";
    }
}
