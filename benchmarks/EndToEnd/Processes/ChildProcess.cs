using System.Diagnostics;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>A process this program started, on the CPU it was given, if any, and ends by its own id.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>The CPU of what is measured.</summary>
    internal const string TargetCpu = "0";

    /// <summary>The CPU of load and upstream.</summary>
    internal const string OtherCpu = "1";

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    internal int Id => _process.Id;

    internal bool HasExited => _process.HasExited;

    /// <summary>Whether processes can be kept on one CPU each here; the figures mean less where they cannot.</summary>
    internal static bool CanPin { get; } = Environment.ProcessorCount >= 2 && Programs.Find("taskset") is not null;

    /// <summary>Starts this program again with other arguments.</summary>
    internal static ChildProcess StartSelf(string? cpu, params IEnumerable<string> arguments)
    {
        string host = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return Start(cpu, host, isMuxer ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }

    internal static ChildProcess Start(string? cpu, string program, params IEnumerable<string> arguments) =>
        new(Process.Start(StartInfo(cpu, program, arguments, isRead: false))!);

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static async Task<string> ReadAsync(string cpu, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using ChildProcess child = new(Process.Start(StartInfo(cpu, program, arguments, isRead: true))!);
        string output = await child._process.StandardOutput.ReadToEndAsync(cancellationToken);
        await child._process.WaitForExitAsync(cancellationToken);
        return child._process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }

    internal static Task<string> ReadSelfAsync(string cpu, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string host = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return ReadAsync(cpu, host, isMuxer ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments, cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            AskToEnd();
        }

        if (!_process.WaitForExit(EndPatience))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // A server with workers ends them itself when it is asked to; killed from outside it would leave them behind.
    private void AskToEnd()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
            return;
        }

        using Process kill = Process.Start("kill", ["-TERM", ChildArguments.Text(_process.Id)]);
        kill.WaitForExit();
    }

    private static ProcessStartInfo StartInfo(string? cpu, string program, IEnumerable<string> arguments, bool isRead) =>
        CanPin && cpu is not null
            ? new ProcessStartInfo("taskset", ["-c", cpu, program, .. arguments]) { RedirectStandardOutput = isRead }
            : new ProcessStartInfo(program, arguments) { RedirectStandardOutput = isRead };
}
