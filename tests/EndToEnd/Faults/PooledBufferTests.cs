using System.Diagnostics.Tracing;
using Gatehouse.Backends;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>Tests that count what the whole process holds, and so run alone.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Failures give back what they rented.</summary>
[Collection(nameof(AloneInTheProcess))]
public class PooledBufferTests
{
    private const int Rounds = 60;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi", "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    [InlineData("", "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 10\r\n\r\nhi")]
    [InlineData("", "POST / HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nzz\r\n")]
    public async Task Buffers_are_returned(string answer, string request)
    {
        using RentedBuffers rented = new();
        await using GuardedBackend guarded = await GuardedBackend.StartAsync(RawBackend.Start(async connection =>
        {
            await connection.HeadAsync();
            await connection.SendAsync(answer);
        }));

        // The first rounds fill what is kept for later: connections' own buffers, the pools of the server.
        await FailAsync(guarded, request, Rounds / 4);
        long before = rented.Outstanding;
        await FailAsync(guarded, request, Rounds);

        await Eventually.TrueAsync(() => rented.Outstanding - before < Rounds / 4);
        Assert.True(rented.Total > Rounds, "nothing was rented, so nothing was counted");
    }

    private static async Task FailAsync(GuardedBackend guarded, string request, int times)
    {
        for (int i = 0; i < times; i++)
        {
            RawClient client = await RawClient.ConnectAsync(guarded.EndPoint);
            await client.SendAsync(request);
            client.HalfClose();
            await client.AnswerAsync();
            await client.DisposeAsync();
        }

        await Eventually.TrueAsync(() => guarded.Gateway.Load is { Requests: 0, Connections: 0 });
    }

    /// <summary>Counts what the process rents from its array pools and gives back.</summary>
    private sealed class RentedBuffers : EventListener
    {
        private const int BufferRented = 1;
        private const int BufferReturned = 3;
        private long _rented;
        private long _returned;

        internal long Outstanding => Interlocked.Read(ref _rented) - Interlocked.Read(ref _returned);

        internal long Total => Interlocked.Read(ref _rented);

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventId == BufferRented)
            {
                Interlocked.Increment(ref _rented);
            }
            else if (eventData.EventId == BufferReturned)
            {
                Interlocked.Increment(ref _returned);
            }
        }
    }
}
