using System.Net;
using System.Net.WebSockets;

namespace Gatehouse.Soak;

/// <summary>All kinds of clients at once, each again and again: good ones, rude ones, and those who meet a bad backend.</summary>
internal sealed class SoakTraffic(int port, Tally tally, CancellationToken stop) : IDisposable
{
    private const int ClientsPerKind = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RudePatience = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http1 = NewClient(port, HttpVersion.Version11);
    private readonly HttpClient _http2 = NewClient(port, HttpVersion.Version20);

    /// <summary>Runs until it is stopped.</summary>
    internal Task RunAsync()
    {
        Func<CancellationToken, Task>[] kinds =
        [
            token => ExpectAsync(_http1, HttpMethod.Get, "/page", 200, token),
            token => ExpectAsync(_http1, HttpMethod.Post, "/upload", 200, token),
            token => ExpectAsync(_http2, HttpMethod.Get, "/page", 200, token),
            token => ExpectAsync(_http2, HttpMethod.Post, "/h2/upload", 200, token),
            token => ExpectAsync(_http1, HttpMethod.Get, "/dead", 503, token),
            token => ExpectAsync(_http1, HttpMethod.Get, "/abort-before", 502, token),
            BrokenAnswerAsync,
            LeaveAsync,
            token => EchoSession.StreamAsync(_http2, tally, token),
            token => EchoSession.SocketAsync(port, tally, token),
        ];
        return Task.WhenAll(kinds.SelectMany(kind => Enumerable.Range(0, ClientsPerKind).Select(_ => Task.Run(() => RepeatAsync(kind)))));
    }

    public void Dispose()
    {
        _http1.Dispose();
        _http2.Dispose();
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> exchange)
    {
        while (!stop.IsCancellationRequested)
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);

            try
            {
                await exchange(patience.Token);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or WebSocketException or OperationCanceledException)
            {
                // What is under way when the run ends is cut off, and no failure of the gateway.
                if (!stop.IsCancellationRequested)
                {
                    tally.Count(false, failure.Message);
                }
            }
        }
    }

    private async Task ExpectAsync(HttpClient client, HttpMethod method, string path, int status, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = method == HttpMethod.Post ? new ByteArrayContent(new byte[32 * 1024]) : null;
        using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
        int expected = method == HttpMethod.Post ? 32 * 1024 : -1;
        int length = (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
        bool isGood = (int)answer.StatusCode == status && (expected < 0 || length == expected);
        tally.See(answer);
        tally.Count(isGood, $"{method} {path}: status {(int)answer.StatusCode}, {length} bytes, not {status}");
    }

    // The backend breaks off in the middle: the client must notice, and not take half a body for a whole one.
    private async Task BrokenAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _http1.GetAsync("/abort-middle", cancellationToken);

            // A reset may overtake what was sent before it: then the gateway saw no answer at all, and says so.
            tally.Count(answer.StatusCode == HttpStatusCode.BadGateway, $"/abort-middle: half an answer passed for a whole one, status {(int)answer.StatusCode}");
        }
        catch (HttpRequestException)
        {
            tally.Count(true, "");
        }
    }

    // A client that leaves while the backend stalls.
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource rude = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        rude.CancelAfter(RudePatience);

        try
        {
            using HttpResponseMessage answer = await _http1.GetAsync("/stall", rude.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Count(true, "");
        }
    }

    private static HttpClient NewClient(int port, Version version) =>
        new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(20) })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
}
