using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.Cli.Tests.Commands;

/// <summary>What docs/cli.md shows is what the command prints. UPDATE_GOLDEN=1 writes the examples anew.</summary>
public sealed partial class ConsoleExamples
{
    private static readonly string Page = Path.Combine(GoldenFolder.Root, "docs", "cli.md");

    [Fact]
    public async Task The_examples_of_the_page_are_what_is_printed()
    {
        string written = (await File.ReadAllTextAsync(Page)).ReplaceLineEndings("\n");
        StringBuilder printed = new();
        int end = 0;

        foreach (Match example in Example().Matches(written))
        {
            printed.Append(written, end, example.Groups["output"].Index - end);
            printed.Append((await ToolProcess.RunAsync(GoldenFolder.Root, Arguments(example.Groups["command"].Value))).Output.ReplaceLineEndings("\n"));
            end = example.Groups["output"].Index + example.Groups["output"].Length;
        }

        printed.Append(written, end, written.Length - end);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(Page, printed.ToString());
        }

        Assert.NotEqual(0, end);
        Assert.Equal(await File.ReadAllTextAsync(Page), printed.ToString());
    }

    private static string[] Arguments(string command) =>
        [.. Argument().Matches(command).Select(static argument => argument.Value.Trim('\''))];

    [GeneratedRegex(@"```console\n\$ gatehouse (?<command>[^\n]*)\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("'[^']*'|[^ ']+")]
    private static partial Regex Argument();
}
