using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>The reference gateway as a process of its own, and what it prints.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Program = "Gatehouse.Samples.Gateway.dll";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private GatewayProcess(string[] arguments)
    {
        ProcessStartInfo start = new("env") { RedirectStandardOutput = true, RedirectStandardError = true };

        // Shells let programs in the background ignore Ctrl+C, and so would whatever these tests start.
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program));

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
    }

    /// <summary>What it printed on stdout so far.</summary>
    internal string Output => string.Join('\n', _output);

    /// <summary>What it printed on stderr so far.</summary>
    internal string Errors => string.Join('\n', _errors);

    /// <summary>Starts it on a folder of manifests that declare port 8080, and returns when it serves on that port.</summary>
    internal static async Task<GatewayProcess> ServeAsync(string manifests, int port, params string[] more)
    {
        GatewayProcess gateway = Start(["--config", manifests, "--port-offset", (port - 8080).ToString(CultureInfo.InvariantCulture), "--quiet", .. more]);
        await Eventually.TrueAsync(() => gateway._process.HasExited || gateway.Output.Contains("\nGateway shop/edge on", StringComparison.Ordinal), Eventually.ProcessPatience);
        Assert.False(gateway._process.HasExited, gateway.Errors);
        return gateway;
    }

    internal static GatewayProcess Start(params string[] arguments)
    {
        GatewayProcess gateway = new(arguments);
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        return gateway;
    }

    /// <summary>Its exit code, once it has ended and all it printed has been read.</summary>
    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.ProcessPatience);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as an orchestrator does.</summary>
    internal Task TerminateAsync() => SignalAsync("-TERM");

    /// <summary>Does what Ctrl+C does.</summary>
    internal Task InterruptAsync() => SignalAsync("-INT");

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
