using System.Net;

namespace Gatehouse.Yarp.Tests;

public class PromptBodiesTests
{
    [Fact]
    public async Task Each_piece_is_flushed_and_the_headers_stay()
    {
        using Recorder recorder = new();
        using HttpMessageInvoker client = new(new PromptBodies(recorder));
        using HttpRequestMessage request = new(HttpMethod.Post, "http://a/") { Content = new ByteArrayContent([1, 2, 3]) };
        request.Content.Headers.ContentType = new("text/odd");
        request.Content.Headers.ContentLength = 3;

        await client.SendAsync(request, CancellationToken.None);

        Assert.Equal(["write 3", "flush"], recorder.Calls);
        Assert.Equal(("text/odd", 3L), (request.Content.Headers.ContentType.MediaType, request.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_request_without_a_body_stays_without()
    {
        using Recorder recorder = new();
        using HttpMessageInvoker client = new(new PromptBodies(recorder));
        using HttpRequestMessage request = new(HttpMethod.Get, "http://a/");

        await client.SendAsync(request, CancellationToken.None);

        Assert.Null(request.Content);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        internal List<string> Calls { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null)
            {
                await request.Content.CopyToAsync(new RecordingStream(Calls), cancellationToken);
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }

    private sealed class RecordingStream(List<string> calls) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            calls.Add($"write {buffer.Length}");
            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            calls.Add("flush");
            return Task.CompletedTask;
        }
    }
}
