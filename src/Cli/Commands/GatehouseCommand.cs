using System.CommandLine;
using System.CommandLine.Invocation;

namespace Gatehouse.Cli;

/// <summary>The command <c>gatehouse</c>.</summary>
internal static class GatehouseCommand
{
    /// <summary>Runs a command line and answers with its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = Create(screen).Parse(arguments);
        bool isBad = parsed.Action is ParseErrorAction;
        InvocationConfiguration invocation = new()
        {
            // With a mistake the usage is no answer that a script may take for one.
            Output = isBad ? screen.Errors : screen.Output,
            Error = screen.Errors,
        };
        int exitCode = await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        return isBad ? ExitCodes.BadUsage : exitCode;
    }

    private static RootCommand Create(Screen screen) => new("Checks Gatehouse configuration and explains what it does.")
    {
        ValidateCommand.Create(screen),
        ExplainCommand.Create(screen),
    };
}
