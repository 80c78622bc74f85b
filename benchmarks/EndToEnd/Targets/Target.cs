using System.Net;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Something that is measured: a process on its own CPU, and the port it answers on.</summary>
internal sealed class Target : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly bool _isOwner;

    internal Target(string name, ChildProcess process, int port, int? sidePort = null, bool isOwner = true)
    {
        Name = name;
        Port = port;
        SidePort = sidePort;
        _process = process;
        _isOwner = isOwner;
    }

    internal string Name { get; }

    internal int Port { get; }

    /// <summary>Where it tells what it allocated; only those written in .NET do.</summary>
    internal int? SidePort { get; }

    internal long CpuMicroseconds => CpuTime.Of(_process.Id);

    /// <summary>Bytes allocated so far; 0 where it does not say.</summary>
    internal async Task<long> AllocatedAsync(CancellationToken cancellationToken) => SidePort is { } side
        ? long.Parse(await Benchmarks.SidePort.AskAsync(side, "allocated", cancellationToken), System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Waits until it answers as the upstream does: whatever is measured later then really is the way through.</summary>
    internal async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartPatience);

        while (!await AnswersAsync(client, deadline.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{Name} ended before it answered");
            }

            await Task.Delay(PollPause, deadline.Token);
        }
    }

    public void Dispose()
    {
        if (_isOwner)
        {
            _process.Dispose();
        }
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        (string host, string path) = RequestStream.At(1);
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://127.0.0.1:{Port}{path}");
        request.Headers.Host = host;

        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK && body.Length == UpstreamServer.BodyBytes;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
