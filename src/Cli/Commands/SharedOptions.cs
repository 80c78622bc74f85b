using System.CommandLine;

namespace Gatehouse.Cli;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public const string Text = "text";
    public const string Json = "json";
    public const string Yaml = "yaml";

    public static Option<string[]> Config()
    {
        Option<string[]> config = new("--config", "-c")
        {
            Description = "Manifest files and folders, as the gateway is given them.",
            HelpName = "PATH",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };

        // The parser takes a misspelt option for one more path, and "--srtict" would be looked for as a file.
        config.Validators.Add(static result =>
        {
            foreach (string option in result.Tokens.Select(static token => token.Value).Where(static path => path.StartsWith('-')))
            {
                result.AddError($"{option}: there is no such option; a file of that name is ./{option}");
            }
        });
        return config;
    }

    public static Option<bool> AllowExternalName() => new("--allow-external-name")
    {
        Description = "Services of type ExternalName are backends, as with the gateway's option of that name.",
    };

    public static Option<string> Output(params string[] formats)
    {
        Option<string> output = new("--output", "-o")
        {
            Description = "The form of the output.",
            DefaultValueFactory = static _ => Text,
        };
        output.AcceptOnlyFromAmong(formats);
        return output;
    }
}
