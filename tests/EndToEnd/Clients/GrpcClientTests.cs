using Gatehouse.Backends.Grpc;
using Gatehouse.Testing;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Gatehouse.EndToEnd;

/// <summary>Grpc.Net.Client: all kinds of calls, and how they end.</summary>
public sealed class GrpcClientTests : IClassFixture<EchoGateway>, IDisposable
{
    private readonly EchoGateway _gateway;
    private readonly GrpcChannel _channel;
    private readonly Echo.EchoClient _client;

    public GrpcClientTests(EchoGateway gateway)
    {
        _gateway = gateway;
        _channel = GrpcChannel.ForAddress($"http://{gateway.EndPoint}", new GrpcChannelOptions { MaxReceiveMessageSize = null });
        _client = new Echo.EchoClient(_channel);
    }

    private static DateTime Soon => DateTime.UtcNow + Eventually.Patience;

    [Fact]
    public async Task A_unary_call_with_metadata()
    {
        Metadata metadata = new() { { "x-text", "a" }, { "x-bin-bin", new byte[] { 0, 255, 10, 13 } } };

        EchoReply reply = await _client.SayAsync(new EchoRequest { Text = "hello" }, metadata, Soon);

        Assert.Equal(("hello", "/gatehouse.echo.v1.Echo/Say"), (reply.Text, reply.Method));
        Assert.Contains(reply.Metadata, line => line is { Name: "x-text", Value: "a" });
        Assert.Contains(reply.Metadata, line => line.Name == "x-bin-bin" && Convert.FromBase64String(Padded(line.Value)).SequenceEqual(new byte[] { 0, 255, 10, 13 }));
        Assert.Contains(reply.Metadata, line => line is { Name: "te", Value: "trailers" });
    }

    [Fact]
    public async Task A_big_message_both_ways()
    {
        byte[] payload = new byte[8 * 1024 * 1024];
        Random.Shared.NextBytes(payload);

        EchoReply reply = await _client.SayAsync(new EchoRequest { Payload = ByteString.CopyFrom(payload) }, deadline: Soon);

        Assert.True(reply.Payload.Span.SequenceEqual(payload));
    }

    [Fact]
    public async Task A_stream_of_answers()
    {
        using AsyncServerStreamingCall<EchoReply> call = _client.Repeat(new EchoRequest { Text = "x", Count = 1_000 }, deadline: Soon);
        int count = 0;

        await foreach (EchoReply reply in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal("x", reply.Text);
            count++;
        }

        Assert.Equal(1_000, count);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_stream_of_requests()
    {
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = _client.Collect(deadline: Soon);

        foreach (char c in "streamed")
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{c}" });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal("streamed", (await call).Text);
    }

    [Fact]
    public async Task A_conversation()
    {
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = _client.Converse(deadline: Soon);

        // Each answer is read before the next is asked: nothing on the way waits for more.
        for (int i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{i}" });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_error_with_its_trailers(int answersBefore)
    {
        using AsyncServerStreamingCall<EchoReply> call = _client.Fail(
            new EchoRequest { Count = answersBefore, Status = (int)StatusCode.FailedPrecondition, Text = "no coffee" }, deadline: Soon);
        int count = 0;

        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (EchoReply _ in call.ResponseStream.ReadAllAsync())
            {
                count++;
            }
        });

        Assert.Equal((StatusCode.FailedPrecondition, "no coffee", answersBefore), (failure.StatusCode, failure.Status.Detail, count));
        Assert.Equal("no coffee", failure.Trailers.GetValue("x-failure"));
    }

    [Fact]
    public async Task A_deadline_ends_the_call_at_the_backend()
    {
        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await _client.HangAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddMilliseconds(300)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await Eventually.TrueAsync(() => _gateway.Pods.HungCalls == 0);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_at_the_backend()
    {
        using CancellationTokenSource leaving = new();
        AsyncUnaryCall<EchoReply> call = _client.HangAsync(new EchoRequest(), cancellationToken: leaving.Token);
        await Eventually.TrueAsync(() => _gateway.Pods.HungCalls == 1);

        await leaving.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await Eventually.TrueAsync(() => _gateway.Pods.HungCalls == 0);
    }

    public void Dispose() => _channel.Dispose();

    private static string Padded(string base64) => base64.PadRight((base64.Length + 3) / 4 * 4, '=');
}
