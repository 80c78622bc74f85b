using Spectre.Console;

namespace Gatehouse.Cli.Tests.Output;

public sealed class ScreenTests
{
    private static readonly ValidationReport Report = ValidationReport.Of(Shop.Load(Shop.All));

    [Fact]
    public void A_terminal_gets_a_table_in_colour()
    {
        (string text, string plain) = Write(isTerminal: true);

        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.Contains("╭", text, StringComparison.Ordinal);
        Assert.Contains("KB7060", text, StringComparison.Ordinal);
        Assert.Empty(plain);
    }

    [Fact]
    public void What_is_piped_gets_lines()
    {
        (string text, string plain) = Write(isTerminal: false);

        Assert.Empty(text);
        Assert.Equal(string.Concat(ValidationText.Lines(Report).Select(static line => line + "\n")), plain.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Markup_of_a_terminal_in_a_manifest_is_only_text()
    {
        string name = "[red]shop[/].yaml";
        using StringWriter text = new();
        Terminal(text).Write(ValidationTable.Render(ValidationReport.Of(Shop.Load(Shop.All, name))));

        Assert.Contains(name, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_has_a_table_of_its_candidates()
    {
        using StringWriter text = new();
        LoadedConfig loaded = Shop.Load();
        AskedRequest request = new() { Method = "GET", Host = "a.example", Path = "/v2/items" };
        Terminal(text).Write(ExplanationTable.Render(ExplainReport.Of(loaded, loaded.Snapshot.Ports[0], request)));

        Assert.Contains("method is GET, not POST", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("selected", text.ToString(), StringComparison.Ordinal);
    }

    private static (string Terminal, string Plain) Write(bool isTerminal)
    {
        using StringWriter terminal = new();
        using StringWriter plain = new();
        Screen screen = new(plain, TextWriter.Null, isTerminal ? Terminal(terminal) : null);
        screen.Write(ValidationText.Lines(Report), static () => ValidationTable.Render(Report));
        return (terminal.ToString(), plain.ToString());
    }

    private static IAnsiConsole Terminal(TextWriter text)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 200;
        return console;
    }
}
