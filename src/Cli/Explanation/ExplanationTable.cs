using Gatehouse.Routing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gatehouse.Cli;

/// <summary>An explanation for a terminal.</summary>
internal static class ExplanationTable
{
    public static IRenderable Render(ExplainReport report)
    {
        List<IRenderable> parts = [.. ExplanationText.Head(report).Select(static line => new Text(line))];

        if (report.Candidates.Count > 0)
        {
            parts.Add(Candidates(report));
        }

        parts.AddRange(ExplanationText.Remainder(report.Explanation).Select(static line => new Text(line, Style.Plain.Decoration(Decoration.Dim))));
        Style answer = new(report.Winner is null ? Color.Red : Color.Green);
        parts.AddRange(ExplanationText.Answer(report).Select(line => new Text(line, answer)));
        return new Rows(parts);
    }

    private static Table Candidates(ExplainReport report)
    {
        Table table = new Table { Border = TableBorder.Rounded }.AddColumns("#", "Verdict", "Rule", "Path", "Host", "Because", "Where");

        foreach (PlacedCandidate placed in report.Candidates)
        {
            RouteCandidate candidate = placed.Candidate;
            table.AddRow(
                new Text($"{candidate.Position}"),
                new Text(ExplanationText.WordOf(candidate.Verdict), StyleOf(candidate.Verdict)),
                new Text(ExplanationText.RuleOf(candidate.Rule)),
                new Text(Words.OnOneLine($"{candidate.PathType} {candidate.Path}")),
                new Text(candidate.Hostname),
                new Text(ExplanationText.ReasonOf(candidate)),
                new Text(placed.At?.ToString() ?? ""));
        }

        return table;
    }

    private static Style StyleOf(CandidateVerdict verdict) => verdict switch
    {
        CandidateVerdict.Selected => new Style(Color.Green),
        CandidateVerdict.Refused => new Style(Color.Red),
        _ => Style.Plain.Decoration(Decoration.Dim),
    };
}
