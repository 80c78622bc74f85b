using System.Diagnostics;

namespace Gatehouse.Cli.Tests.Commands;

/// <summary>Runs the tool as a process whose output is piped.</summary>
internal static class ToolProcess
{
    private const string Program = "Gatehouse.Cli.dll";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, Program), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["COLUMNS"] = "80";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Ended(process.ExitCode, await output, await errors);
    }
}
