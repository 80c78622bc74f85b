using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gatehouse.Cli;

/// <summary>Where output goes: a terminal gets colour and tables, everything else plain lines that nothing wraps.</summary>
/// <param name="output">Standard output.</param>
/// <param name="errors">Standard error.</param>
/// <param name="terminal">The terminal behind the output; <see langword="null"/> where it is piped or wants no colour.</param>
internal sealed class Screen(TextWriter output, TextWriter errors, IAnsiConsole? terminal = null)
{
    public TextWriter Output => output;

    public TextWriter Errors => errors;

    public static Screen OfProcess() => new(Console.Out, Console.Error, IsTerminal() ? AnsiConsole.Console : null);

    /// <summary>Writes lines, or on a terminal what is made for it.</summary>
    public void Write(IEnumerable<string> lines, Func<IRenderable>? pretty = null)
    {
        if (terminal is not null && pretty is not null)
        {
            terminal.Write(pretty());
            terminal.WriteLine();
            return;
        }

        foreach (string line in lines)
        {
            output.WriteLine(line);
        }
    }

    // https://no-color.org: "when present and not an empty string (regardless of its value)".
    private static bool IsTerminal() =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
