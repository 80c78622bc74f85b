using System.Net;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests;

/// <summary>What a backend receives of the fields that were meant for this hop, or that nobody checked.</summary>
public sealed class HopFieldTests(HopFieldTests.Gateway gateway) : IClassFixture<HopFieldTests.Gateway>
{
    [Theory]
    [InlineData("Connection: X-Drop, keep-alive\r\n")]
    [InlineData("Connection: keep-alive, x-drop\r\n")]
    [InlineData("Connection: X-Drop\r\nConnection: keep-alive\r\n")]
    [InlineData("Connection: keep-alive\r\nConnection: X-Drop\r\n")]
    [InlineData("Connection: close , X-Drop\r\n")]
    [InlineData("Connection: X-Drop, Upgrade\r\n")]
    [InlineData("Connection: x-other,X-DROP,,\r\n")]
    [InlineData("Connection: Keep-Alive\t,X-Drop\r\n")]
    [InlineData("connection: keep-alive, x-drop\r\n")]
    public async Task A_field_that_Connection_names_ends_here(string connection)
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, $"X-Drop: 1\r\nX-Kept: 2\r\n{connection}", "Connection: close\r\n");
        Assert.Null(backend["x-drop"]);
        Assert.Equal("2", backend["x-kept"]);
    }

    [Fact]
    public async Task A_Connection_with_a_NUL_is_refused() =>
        Assert.StartsWith("HTTP/1.1 400 ", (await Reflection.OfAsync(gateway.Port, "Connection: x\0y, keep-alive\r\n")).Answer, StringComparison.Ordinal);

    [Fact]
    public async Task Each_request_of_a_connection_names_its_own()
    {
        Reflection[] backend = await Reflection.OfAllAsync(
            gateway.Port,
            "X-A: 1\r\nX-B: 1\r\nConnection: X-A, keep-alive\r\n",
            "X-A: 1\r\nX-B: 1\r\nConnection: keep-alive\r\n",
            "X-A: 1\r\nX-B: 1\r\nConnection: X-B, keep-alive\r\n",
            "X-A: 1\r\nX-B: 1\r\nConnection: X-B, keep-alive\r\n",
            "X-A: 1\r\nX-B: 1\r\n");

        Assert.Equal(["-1", "11", "1-", "1-", "11"], backend.Select(seen => $"{seen["x-a"] ?? "-"}{seen["x-b"] ?? "-"}"));
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    public async Task What_frames_the_message_cannot_be_named_away(string name)
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, $"Content-Length: 0\r\nConnection: {name}\r\n");
        Assert.Equal("shop.example", backend["host"]);
        Assert.StartsWith("HTTP/1.1 200 ", backend.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Via")]
    public async Task What_the_gateway_adds_cannot_be_named_away(string name) =>
        Assert.NotNull((await Reflection.OfAsync(gateway.Port, $"Connection: {name}, keep-alive\r\n"))[name]);

    [Theory]
    [InlineData("Keep-Alive: timeout=5")]
    [InlineData("Proxy-Connection: keep-alive")]
    [InlineData("Proxy-Authorization: Basic c2VjcmV0")]
    [InlineData("Proxy-Authenticate: Basic")]
    [InlineData("TE: gzip, trailers")]
    [InlineData("HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA")]
    [InlineData("Upgrade: h2c")]
    [InlineData("X-Consumer-Username: admin")]
    [InlineData("X_Consumer_Username: admin")]
    [InlineData("X-Forwarded-Client-Cert: By=spiffe://a;URI=spiffe://b")]
    [InlineData("Forwarded: for=6.6.6.6")]
    [InlineData("X_Forwarded_For: 6.6.6.6")]
    [InlineData("X-Real-IP: 6.6.6.6")]
    [InlineData("X-Original-URL: /admin")]
    [InlineData("X_Original_URI: /admin")]
    [InlineData("X-Original-Anything: /admin")]
    [InlineData("X-Rewrite-URL: /admin")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    [InlineData("X-HTTP-Method: DELETE")]
    [InlineData("X-Method-Override: DELETE")]
    [InlineData("Proxy: http://evil.example")]
    public async Task A_field_of_one_hop_or_of_nobody_s_checking_ends_here(string line) =>
        Assert.Null((await Reflection.OfAsync(gateway.Port, $"{line}\r\n"))[line[..line.IndexOf(':', StringComparison.Ordinal)]]);

    [Fact]
    public async Task The_backend_is_told_who_asked_and_how()
    {
        Reflection backend = await Reflection.OfAsync(gateway.Port, "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Port: 1\r\n");
        Assert.Equal("127.0.0.1", backend["x-forwarded-for"]);
        Assert.Equal("http", backend["x-forwarded-proto"]);
        Assert.Equal("shop.example", backend["x-forwarded-host"]);
        Assert.Equal($"{gateway.Port}", backend["x-forwarded-port"]);
        Assert.Equal("1.1 gatehouse", backend["via"]);
    }

    [Fact]
    public async Task Of_TE_only_trailers_pass_and_only_from_HTTP_2()
    {
        using HttpClient client = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        client.DefaultRequestHeaders.TryAddWithoutValidation("TE", "trailers");
        Reflection backend = Reflection.Of(await client.GetStringAsync(new Uri($"http://127.0.0.1:{gateway.Port}/")));
        Assert.Equal("trailers", backend["te"]);
        Assert.Equal("2 gatehouse", backend["via"]);
        Assert.Equal("127.0.0.1", backend["x-forwarded-for"]);
    }

    [Fact]
    public async Task A_loop_ends_with_508()
    {
        string via = string.Join(", ", Enumerable.Repeat("1.1 gatehouse", new ForwardingOptions().ViaLoopsMax));
        Assert.StartsWith("HTTP/1.1 200 ", (await Reflection.OfAsync(gateway.Port, $"Via: {via}\r\n")).Answer, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 508 ", (await Reflection.OfAsync(gateway.Port, $"Via: {via}, 1.1 gatehouse\r\n")).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ForwardedFormat.XForwarded, "192.0.2.1, 127.0.0.1", null, "https", "443")]
    [InlineData(ForwardedFormat.Forwarded, null, "for=198.51.100.1;proto=https, for=127.0.0.1;host=shop.example;proto=http", null, null)]
    public async Task A_trusted_proxy_is_believed_in_one_family(ForwardedFormat format, string? xForwarded, string? forwarded, string? proto, string? toPort)
    {
        int port = FreePorts.Next();
        await using LiveGateway live = await LiveGateway.StartAsync(
            Reflection.BackendAsync,
            LiveGateway.Everything(),
            g => g.Configure(options =>
            {
                options.Forwarding.Format = format;
                options.Forwarding.TrustedProxies.Add("127.0.0.0/8");
            }),
            port);

        Reflection backend = await Reflection.OfAsync(
            port, "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nForwarded: for=198.51.100.1;proto=https\r\nConnection: X-Forwarded-For, Forwarded\r\n");

        Assert.Equal(xForwarded, backend["x-forwarded-for"]);
        Assert.Equal(forwarded, backend["forwarded"]);
        Assert.Equal(proto, backend["x-forwarded-proto"]);
        Assert.Equal(toPort, backend["x-forwarded-port"]);
    }

    [Fact]
    public async Task What_the_configuration_sets_is_final()
    {
        int port = FreePorts.Next();
        HttpRouteRule rule = LiveGateway.Everything(new RequestHeaderModifier(new HeaderModifier
        {
            Set = [new("x-consumer-id", "configured"), new("x-forwarded-proto", "https")],
            Remove = ["via"],
        }));
        await using LiveGateway live = await LiveGateway.StartAsync(Reflection.BackendAsync, rule, port);

        Reflection backend = await Reflection.OfAsync(port, "X-Consumer-ID: claimed\r\n");

        Assert.Equal("configured", backend["x-consumer-id"]);
        Assert.Equal("https", backend["x-forwarded-proto"]);
        Assert.Null(backend["via"]);
    }

    public sealed class Gateway : IAsyncLifetime
    {
        private LiveGateway? _live;

        internal int Port { get; } = FreePorts.Next();

        public async Task InitializeAsync() =>
            _live = await LiveGateway.StartAsync(Reflection.BackendAsync, LiveGateway.Everything(), Port);

        public async Task DisposeAsync() => await _live!.DisposeAsync();
    }
}
