using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Routing;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Hosting.Tests;

public class ForwardingTests
{
    [Theory]
    [InlineData("/a%2Fb")]
    [InlineData("/a%252Fb")]
    [InlineData("/a//b;c=d?q=%20x&y=%zz|'[]")]
    [InlineData("/a?")]
    [InlineData("/")]
    public async Task A_normal_target_arrives_byte_for_byte(string target)
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartEchoAsync(port);
        Assert.Contains($"target={target}\n", await SendAsync(port, $"GET {target} HTTP/1.1\r\nHost: shop.example\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/%61/./b/../c", "/a/c")]
    [InlineData("/a%2fb", "/a%2Fb")]
    [InlineData("http://other.example/a", "/a")]
    [InlineData("http://other.example", "/")]
    public async Task Another_target_arrives_normalised(string sent, string seen)
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartEchoAsync(port);
        Assert.Contains($"target={seen}\n", await SendAsync(port, $"GET {sent} HTTP/1.1\r\nHost: other.example\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /%00 HTTP/1.1", 400)]
    [InlineData("GET /a%5Cb HTTP/1.1", 400)]
    [InlineData("GET /a\\b HTTP/1.1", 400)]
    [InlineData("GET /%zz HTTP/1.1", 400)]
    [InlineData("GET /a?b#c HTTP/1.1", 400)]
    [InlineData("GET /a#c HTTP/1.1", 400)]
    [InlineData("OPTIONS * HTTP/1.1", 404)]
    [InlineData("CONNECT shop.example:443 HTTP/1.1", 400)]
    public async Task A_target_not_to_route_is_refused(string line, int statusCode)
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartEchoAsync(port);
        string host = line.StartsWith("CONNECT", StringComparison.Ordinal) ? "shop.example:443" : "shop.example";
        Assert.StartsWith($"HTTP/1.1 {statusCode} ", await SendAsync(port, $"{line}\r\nHost: {host}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_is_kept_and_the_hop_is_told()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartEchoAsync(port);

        string seen = await SendAsync(port, "GET / HTTP/1.1\r\nHost: shop.example:99\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-Proto: https\r\n");

        Assert.Contains("host=shop.example:99\n", seen, StringComparison.Ordinal);
        Assert.Contains("x-forwarded-for=127.0.0.1\n", seen, StringComparison.Ordinal);
        Assert.Contains("x-forwarded-proto=http\n", seen, StringComparison.Ordinal);
        Assert.Contains("x-forwarded-host=shop.example:99\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\nforwarded=", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("X-Authenticated-Role: admin")]
    public async Task What_a_stranger_claims_chooses_no_rule(string claim)
    {
        int port = FreePorts.Next();
        string[] field = claim.Split(": ");
        HttpRouteRule rule = LiveGateway.Everything() with
        {
            Matches = [new HttpRouteMatch { Headers = [new HeaderMatch(field[0], field[1])] }],
        };
        await using LiveGateway gateway = await LiveGateway.StartAsync(EchoAsync, rule, port);

        Assert.StartsWith("HTTP/1.1 404 ", await SendAsync(port, $"GET / HTTP/1.1\r\nHost: a\r\n{claim}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Connection_names_ends_here()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await StartEchoAsync(port);
        string seen = await SendAsync(port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: x-drop, X-Gone\r\nx-drop: 1\r\nx-gone: 2\r\nx-kept: 3\r\n", isClosed: false);

        Assert.DoesNotContain("x-drop=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("x-gone=", seen, StringComparison.Ordinal);
        Assert.Contains("x-kept=3\n", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_can_be_rewritten_and_headers_edited_both_ways()
    {
        int port = FreePorts.Next();
        HttpRouteRule rule = LiveGateway.Everything(
            new UrlRewrite { Hostname = "inner.example" },
            new RequestHeaderModifier(new HeaderModifier { Set = [new("x-set", "new")], Add = [new("x-add", "b")], Remove = ["x-remove"] }),
            new ResponseHeaderModifier(new HeaderModifier { Set = [new("x-answer", "edited")], Remove = ["x-secret"] }));
        await using LiveGateway gateway = await LiveGateway.StartAsync(EchoAsync, rule, port);

        string seen = await SendAsync(port, "GET / HTTP/1.1\r\nHost: a\r\nx-set: old\r\nx-add: a\r\nx-remove: r\r\n");

        Assert.Contains("host=inner.example\n", seen, StringComparison.Ordinal);
        Assert.Contains("x-set=new\n", seen, StringComparison.Ordinal);
        Assert.Matches("x-add=a, ?b\n", seen);
        Assert.DoesNotContain("x-remove=", seen, StringComparison.Ordinal);
        Assert.Contains("x-answer: edited\r\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("x-secret", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_are_not_edited()
    {
        int port = FreePorts.Next();
        HttpRouteRule rule = new() { Filters = [new ResponseHeaderModifier(new HeaderModifier { Set = [new("x-answer", "edited")] })] };
        await using LiveGateway gateway = await LiveGateway.StartAsync(EchoAsync, rule, port);

        string seen = await SendAsync(port, "GET / HTTP/1.1\r\nHost: a\r\n");

        Assert.StartsWith("HTTP/1.1 500 ", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("x-answer", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gRPC_client_gets_a_gRPC_status()
    {
        int port = FreePorts.Next();
        HttpRouteRule rule = new() { Matches = [new HttpRouteMatch { Path = new PathMatch(PathMatchType.Exact, "/only") }] };
        await using LiveGateway gateway = await LiveGateway.StartAsync(EchoAsync, rule, port);
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://127.0.0.1:{port}/shop.Products/Get")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new("application/grpc");

        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("12", Assert.Single(answer.Headers.GetValues("grpc-status")));
        Assert.Equal("application/grpc", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_backend_that_resets_is_502()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await LiveGateway.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            LiveGateway.Everything(),
            port);

        Assert.StartsWith("HTTP/1.1 502 ", await SendAsync(port, "GET / HTTP/1.1\r\nHost: a\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_passes()
    {
        int port = FreePorts.Next();
        await using LiveGateway gateway = await LiveGateway.StartAsync(UpgradeAsync, LiveGateway.Everything(), port);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 101 ", await ReadUntilAsync(client, "\r\n\r\n"), StringComparison.Ordinal);

        await client.GetStream().WriteAsync("ping"u8.ToArray());

        Assert.Equal("ping", await ReadUntilAsync(client, "ping"));
    }

    private static Task<LiveGateway> StartEchoAsync(int port) => LiveGateway.StartAsync(EchoAsync, LiveGateway.Everything(), port);

    private static Task EchoAsync(HttpContext context)
    {
        StringBuilder seen = new();
        seen.Append($"\ntarget={context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n");

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            seen.Append($"{name.ToLowerInvariant()}={values}\n");
        }

        context.Response.Headers["x-answer"] = "plain";
        context.Response.Headers["x-secret"] = "s";
        return context.Response.WriteAsync(seen.ToString());
    }

    private static async Task UpgradeAsync(HttpContext context)
    {
        await using Stream stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        byte[] buffer = new byte[4];
        await stream.ReadExactlyAsync(buffer);
        await stream.WriteAsync(buffer);
    }

    private static async Task<string> SendAsync(int port, string head, bool isClosed = true)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + (isClosed ? "Connection: close\r\n\r\n" : "\r\n")));

        if (!isClosed)
        {
            return await ReadUntilAsync(client, "\r\n0\r\n\r\n");
        }

        using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(Eventually.Patience);
    }

    private static async Task<string> ReadUntilAsync(TcpClient client, string end)
    {
        StringBuilder text = new();
        byte[] one = new byte[1];

        while (!text.ToString().EndsWith(end, StringComparison.Ordinal)
            && await client.GetStream().ReadAsync(one).AsTask().WaitAsync(Eventually.Patience) == 1)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
