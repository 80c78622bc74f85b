using System.CommandLine;
using Gatehouse.Manifests;

namespace Gatehouse.Cli;

/// <summary><c>gatehouse validate</c>: every finding about a configuration, in one pass.</summary>
internal static class ValidateCommand
{
    public static Command Create(Screen screen)
    {
        Option<string[]> config = SharedOptions.Config();
        Option<string> output = SharedOptions.Output(SharedOptions.Text, SharedOptions.Json, SharedOptions.Yaml);
        Option<bool> strict = new("--strict") { Description = "Exit 1 on warnings too: references that do not resolve, fields that are not served." };
        Option<bool> allowExternalName = SharedOptions.AllowExternalName();
        Command command = new("validate", "Reads manifests as the gateway does and prints every finding.") { config, output, strict, allowExternalName };

        command.SetAction(async (parsed, cancellationToken) =>
        {
            TranslationOptions allowed = new() { AllowExternalName = parsed.GetValue(allowExternalName) };
            LoadedConfig loaded = await LoadedConfig.ReadAsync(parsed.GetRequiredValue(config), allowed, cancellationToken).ConfigureAwait(false);
            ValidationReport report = ValidationReport.Of(loaded);
            Show(report, parsed.GetRequiredValue(output), screen);
            return report.ExitCode(parsed.GetValue(strict));
        });
        return command;
    }

    private static void Show(ValidationReport report, string format, Screen screen)
    {
        switch (format)
        {
            case SharedOptions.Json:
                screen.Write([DocumentText.Json(ValidationDocument.Of(report))]);
                break;
            case SharedOptions.Yaml:
                screen.Write(DocumentText.Yaml(ValidationDocument.Of(report)));
                break;
            default:
                screen.Write(ValidationText.Lines(report), () => ValidationTable.Render(report));
                break;
        }
    }
}
