using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Consumers;

/// <summary>Packs, builds, runs and publishes for every consumer once: minutes of work that the tests then look at.</summary>
public sealed class PublishedConsumers : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatehouse-consumers-");
    private readonly Dictionary<string, ConsumerOutcome> _outcomes = [];

    public PublishedConsumers()
    {
        PackedFeed feed = new(_folder);
        Use(new Consumer(feed, "Routing", "Microsoft.NET.Sdk"));
        Use(new Consumer(feed, "RateLimit", "Microsoft.NET.Sdk"));
        Use(new Consumer(feed, "RateLimit.Redis", "Microsoft.NET.Sdk"));
        Use(new Consumer(feed, "RateLimit.AspNetCore", "Microsoft.NET.Sdk.Web", $"{FreePort()}"));
        Use(new Consumer(feed, "Manifests", "Microsoft.NET.Sdk"));
        Use(new Consumer(feed, "Hosting", "Microsoft.NET.Sdk.Web", $"{FreePort()}"));
        Use(new Consumer(feed, "Yarp", "Microsoft.NET.Sdk.Web", $"{FreePort()}"));
    }

    public ConsumerOutcome Of(string package) => _outcomes[package];

    public void Dispose() => _folder.Delete(recursive: true);

    private void Use(Consumer consumer) =>
        _outcomes.Add(consumer.Package, new ConsumerOutcome(consumer.Run(), consumer.Closure(), consumer.ExpectedClosure, consumer.PublishTrimmedAndRun()));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What became of a consumer.</summary>
/// <param name="Printed">What it printed when it was run.</param>
/// <param name="Closure">Every package that its restore brought in.</param>
/// <param name="ExpectedClosure">What that is to be.</param>
/// <param name="PrintedTrimmed">What it printed when it had been published trimmed.</param>
public sealed record ConsumerOutcome(string Printed, string[] Closure, string[] ExpectedClosure, string PrintedTrimmed);
