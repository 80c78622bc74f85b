using System.Diagnostics;
using System.Net.Sockets;
using Gatehouse.Testing;

namespace Gatehouse.RateLimit.Redis.Tests.Servers;

/// <summary>A <c>redis-server</c> of its own, in a folder that is deleted with it.</summary>
public sealed class RedisProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatehouse-redis-");
    private readonly string[] _arguments;
    private Process _process;

    private RedisProcess(string[] arguments)
    {
        _arguments = arguments;
        _process = Start();
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, "redis-server"))
        .FirstOrDefault(File.Exists);

    public int Port { get; } = FreePorts.Next();

    public static async Task<RedisProcess> StartAsync(params string[] arguments)
    {
        RedisProcess redis = new(arguments);
        await redis.ListensAsync();
        return redis;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    public async Task RestartAsync()
    {
        _process = Start();
        await ListensAsync();
    }

    /// <summary>Stops the process as if its machine hung: connections stay, nothing is answered.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public void Dispose()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was killed already.
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private Process Start() => Process.Start(new ProcessStartInfo(
        Program!, ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.FullName, .. _arguments])
    {
        RedirectStandardOutput = true,
    })!;

    private Task ListensAsync() => Eventually.TrueAsync(async () =>
    {
        using TcpClient client = new();

        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });
}

/// <summary>A test that needs a real server.</summary>
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RedisProcess.Program is null ? "redis-server is not installed." : null;
}

/// <inheritdoc cref="RedisFactAttribute"/>
public sealed class RedisTheoryAttribute : TheoryAttribute
{
    public RedisTheoryAttribute() => Skip = RedisProcess.Program is null ? "redis-server is not installed." : null;
}
