using System.CommandLine;
using Gatehouse.Manifests;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli;

/// <summary><c>gatehouse explain</c>: which rule answers a request, and why no other.</summary>
internal static class ExplainCommand
{
    public static Command Create(Screen screen)
    {
        Option<string[]> config = SharedOptions.Config();
        Option<string> output = SharedOptions.Output(SharedOptions.Text, SharedOptions.Json);
        Option<bool> allowExternalName = SharedOptions.AllowExternalName();
        ExplainOptions options = new();
        Command command = new("explain", "Tells which rule answers a request, and what decided against the others.") { config, output, allowExternalName };
        options.AddTo(command);

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!options.TryRead(parsed, out AskedRequest? request))
            {
                ShowBadPath(parsed.GetRequiredValue(output), screen);
                return ExitCodes.NoRule;
            }

            TranslationOptions allowed = new() { AllowExternalName = parsed.GetValue(allowExternalName) };
            LoadedConfig loaded = await LoadedConfig.ReadAsync(parsed.GetRequiredValue(config), allowed, cancellationToken).ConfigureAwait(false);
            ShowErrors(loaded, screen.Errors);

            if (loaded.Snapshot.Ports.IsEmpty)
            {
                screen.Errors.WriteLine("the configuration has no port that could receive a request");
                return ExitCodes.BadConfiguration;
            }

            if (!PortChoice.TryChoose(loaded.Snapshot, parsed.GetValue(options.Gateway), parsed.GetValue(options.Port), out PortSnapshot? port, out string? problem))
            {
                screen.Errors.WriteLine(problem);
                return ExitCodes.BadUsage;
            }

            ExplainReport report = ExplainReport.Of(loaded, port, request);
            Show(report, parsed.GetRequiredValue(output), screen);
            return report.Winner is null ? ExitCodes.NoRule : ExitCodes.Success;
        });
        return command;
    }

    private static void ShowBadPath(string format, Screen screen) => screen.Write(
        [format == SharedOptions.Json ? DocumentText.Json(ExplanationDocument.BadPath()) : ExplanationText.BadPath]);

    // The answer is that of what is left; what is missing in it must not go unsaid.
    private static void ShowErrors(LoadedConfig loaded, TextWriter errors)
    {
        foreach (Diagnostic finding in loaded.Diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error))
        {
            errors.WriteLine(finding);
        }

        if (loaded.Diagnostics.HasErrors)
        {
            errors.WriteLine($"{Words.Count(loaded.Diagnostics.ErrorCount, "error")}: what is concerned is left out here, and a gateway does not start with it");
        }
    }

    private static void Show(ExplainReport report, string format, Screen screen)
    {
        if (format == SharedOptions.Json)
        {
            screen.Write([DocumentText.Json(ExplanationDocument.Of(report))]);
        }
        else
        {
            screen.Write(ExplanationText.Lines(report), () => ExplanationTable.Render(report));
        }
    }
}
