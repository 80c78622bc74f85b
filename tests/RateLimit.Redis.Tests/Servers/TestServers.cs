using Garnet;
using Gatehouse.Testing;
using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis.Tests.Servers;

/// <summary>The servers that tests share: Garnet in this process always, <c>redis-server</c> where it is installed.</summary>
public sealed class TestServers : IAsyncLifetime, IDisposable
{
    public const string Garnet = "Garnet";
    public const string Redis = "redis-server";

    private readonly int _garnetPort = FreePorts.Next();
    private readonly Dictionary<string, IConnectionMultiplexer> _connections = [];
    private GarnetServer? _garnet;
    private RedisProcess? _redis;

    /// <summary>Those that are there.</summary>
    public static string[] All { get; } = RedisProcess.Program is null ? [Garnet] : [Garnet, Redis];

    public static TheoryData<string> Names => [.. All];

    public IConnectionMultiplexer this[string name] => _connections[name];

    public int PortOf(string name) => name == Garnet ? _garnetPort : _redis!.Port;

    public async Task InitializeAsync()
    {
        // Without its transaction mode Garnet does not lock a script's keys against other connections.
        _garnet = new GarnetServer(["--port", $"{_garnetPort}", "--bind", "127.0.0.1", "--lua", "--lua-transaction-mode", "--no-obj", "-m", "64m", "-i", "16m", "--logger-level", "None"]);
        _garnet.Start();
        _connections[Garnet] = await Stores.ConnectAsync(_garnetPort);

        if (RedisProcess.Program is not null)
        {
            _redis = await RedisProcess.StartAsync();
            _connections[Redis] = await Stores.ConnectAsync(_redis.Port);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (IConnectionMultiplexer connection in _connections.Values)
        {
            await connection.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _redis?.Dispose();
        _garnet?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class ServersCollection : ICollectionFixture<TestServers>
{
    public const string Name = "servers";
}
