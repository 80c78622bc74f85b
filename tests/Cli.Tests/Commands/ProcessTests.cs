namespace Gatehouse.Cli.Tests.Commands;

/// <summary>The real process, its output piped.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Piped_output_has_no_colour_and_long_lines_stay_whole()
    {
        using TemporaryFolder folder = new();
        string name = new('n', 250);
        folder.Write("shop.yaml", Shop.All.Replace("name: nowhere", $"name: {name}", StringComparison.Ordinal));

        Ended ended = await ToolProcess.RunAsync(folder.Path, "validate", "--config", ".");
        string[] lines = ended.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.True(lines[0].Length > 300);
        Assert.Contains(name, lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Output);
        Assert.Equal(ExitCodes.Success, ended.ExitCode);
    }

    [Fact]
    public async Task A_dozen_mistakes_are_printed_as_they_are_written_down()
    {
        using TemporaryFolder folder = new();
        folder.Write("a-dozen-mistakes.yaml", GoldenFolder.Read("a-dozen-mistakes.in.yaml"));

        Ended ended = await ToolProcess.RunAsync(folder.Path, "validate", "--config", "a-dozen-mistakes.yaml");

        Assert.Equal(GoldenFolder.Read("a-dozen-mistakes.out.txt").ReplaceLineEndings("\n"), ended.Output.ReplaceLineEndings("\n"));
        Assert.Equal((ExitCodes.BadConfiguration, ""), (ended.ExitCode, ended.Errors));
    }

    [Fact]
    public async Task A_rule_is_explained()
    {
        using TemporaryFolder folder = new();
        folder.Write("shop.yaml", Shop.All);

        Ended ended = await ToolProcess.RunAsync(folder.Path, "explain", "--config", "shop.yaml", "--host", "shop.example", "--path", "/v2/ä", "-H", "x: é");

        Assert.Equal((ExitCodes.Success, ""), (ended.ExitCode, ended.Errors));
        Assert.StartsWith("request: GET http://shop.example/v2/%C3%A4", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_on_the_command_line_answers_2()
    {
        using TemporaryFolder folder = new();
        Ended ended = await ToolProcess.RunAsync(folder.Path, "explain", "--config", "shop.yaml");

        Assert.Equal((ExitCodes.BadUsage, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("--host", ended.Errors, StringComparison.Ordinal);
    }
}
