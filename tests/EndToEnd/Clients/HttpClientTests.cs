using System.Net;
using System.Security.Cryptography;
using Gatehouse.Backends;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>HttpClient over HTTP/1.1 and HTTP/2 with prior knowledge, before backends of both kinds.</summary>
public sealed class HttpClientTests(EchoGateway gateway) : IClassFixture<EchoGateway>, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true });

    /// <summary>Version of the client's side and a path whose backend speaks either.</summary>
    public static TheoryData<int, string> Ways() => new() { { 1, "" }, { 1, "/h2c" }, { 2, "" }, { 2, "/h2c" } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_large_upload_arrives_whole(int major, string prefix)
    {
        byte[] body = new byte[16 * 1024 * 1024];
        Random.Shared.NextBytes(body);

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, major, $"{prefix}/upload", new ByteArrayContent(body));
        EchoAnswer echo = EchoAnswer.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(body.Length, echo.BodyLength);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), echo.BodyHash);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_large_download_arrives_whole(int major, string prefix)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, major, $"{prefix}/bytes/67108864");
        await using Stream stream = await answer.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[128 * 1024];
        long length = 0;

        while (await stream.ReadAsync(buffer) is int read and > 0)
        {
            length += read;
        }

        Assert.Equal(67_108_864, length);
    }

    // Only HTTP/2 all the way: HttpClient reads no answer of an HTTP/1.1 exchange before its request has been sent.
    [Fact]
    public async Task Bodies_stream_both_ways_piece_by_piece()
    {
        using PieceContent upload = new();
        Task<HttpResponseMessage> sending = SendAsync(HttpMethod.Post, 2, "/h2c/mirror", upload);
        await upload.SendAsync("first");
        using HttpResponseMessage answer = await sending.WaitAsync(Eventually.Patience);
        await using Stream download = await answer.Content.ReadAsStreamAsync();
        byte[] piece = new byte[5];

        // Each piece comes back before the next is sent: nothing on the way waits for more.
        await download.ReadExactlyAsync(piece).AsTask().WaitAsync(Eventually.Patience);
        Assert.Equal("first"u8.ToArray(), piece);
        await upload.SendAsync("later");
        await download.ReadExactlyAsync(piece).AsTask().WaitAsync(Eventually.Patience);
        Assert.Equal("later"u8.ToArray(), piece);

        upload.Complete();
        Assert.Equal(0, await download.ReadAsync(piece).AsTask().WaitAsync(Eventually.Patience));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_client_that_cancels_cancels_the_backend(int major, string prefix)
    {
        foreach (string path in new[] { "/hang", "/hang-body" })
        {
            using CancellationTokenSource leaving = new();
            using HttpRequestMessage request = Request(HttpMethod.Get, major, $"{prefix}{path}");
            Task<HttpResponseMessage> sending = _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, leaving.Token);
            await Eventually.TrueAsync(() => gateway.Pods.HungCalls == 1);

            await leaving.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            await Eventually.TrueAsync(() => gateway.Pods.HungCalls == 0);
        }
    }

    [Fact]
    public async Task Trailers_of_the_answer_arrive_by_HTTP_2()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, 2, "/h2c/trailers");

        Assert.Equal("body\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal("abc", Assert.Single(answer.TrailingHeaders.GetValues("x-checksum")));
    }

    // The server has no trailers in HTTP/1.1; the answer is whole without them (RFC 9110 section 6.5.1).
    [Fact]
    public async Task Trailers_of_the_answer_are_dropped_in_HTTP_1()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, 1, "/h2c/trailers");

        Assert.Equal("body\n", await answer.Content.ReadAsStringAsync());
        Assert.Empty(answer.TrailingHeaders);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Statuses_without_a_body_pass(int major, string prefix)
    {
        foreach (int status in new[] { 200, 204, 205, 304, 404, 418, 500, 503 })
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, major, $"{prefix}/status/{status}");
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Many_at_once_get_their_own_answers(int major, string prefix) =>
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (i, cancellationToken) =>
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, major, $"{prefix}/n/{i}", new StringContent($"{i}"));
            Assert.Equal($"{prefix}/n/{i}", EchoAnswer.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)).Target);
        });

    public void Dispose() => _client.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, int major, string target, HttpContent? content = null)
    {
        HttpRequestMessage request = Request(method, major, target);
        request.Content = content;
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private HttpRequestMessage Request(HttpMethod method, int major, string target) => new(method, $"http://{gateway.EndPoint}{target}")
    {
        Version = major == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
