using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Gatehouse.Pipeline;
using Gatehouse.Testing;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>Certificates change under live connections, and sessions are resumed or not.</summary>
public sealed class TlsReloadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_new_certificate_is_shown_at_once_and_live_connections_go_on(int httpMajor)
    {
        TestCertificate before = TlsGateway.Root.Server("shop.example"), after = TlsGateway.Root.Server("shop.example");
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf(("shop.example", before)));
        TlsClient client = new(gateway.Port) { HttpMajor = httpMajor };
        using HttpClient live = client.NewHttpClient();
        await live.GetStringAsync(client.UriOf("shop.example"));
        Assert.Equal(before.Certificate.Thumbprint, await client.ShownCertificateAsync());

        await gateway.ReplaceAsync(TlsGateway.PortOf(("shop.example", after)));

        Assert.Equal(after.Certificate.Thumbprint, await client.ShownCertificateAsync());
        await live.GetStringAsync(client.UriOf("shop.example"));
        Assert.Same(gateway.Seen.First().Facts, gateway.Seen.Last().Facts);
    }

    [Fact]
    public async Task A_certificate_that_is_not_good_keeps_the_last_one()
    {
        GatewayPort good = TlsGateway.PortOf("shop.example");
        await using TlsGateway gateway = await TlsGateway.StartAsync(good);
        TlsClient client = new(gateway.Port);
        string shown = await client.ShownCertificateAsync();

        gateway.Replace(good with { Certificates = [good.Certificates[0] with { KeyPair = new(new SecretText("x"), new SecretText("y")) }] });
        await gateway.ReplaceAsync(good with { Certificates = [.. good.Certificates, TlsGateway.PortOf("shop.example").Certificates[0]] });

        Assert.Equal(shown, await client.ShownCertificateAsync());
    }

    [Fact]
    public async Task A_connection_ends_with_close_notify()
    {
        await using TlsGateway gateway = await TlsGateway.StartAsync(TlsGateway.PortOf("shop.example"));
        RecordingStream recording = new(new NetworkStream(await TlsClient.OpenAsync(gateway.Port), ownsSocket: true));
        await using SslStream stream = await new TlsClient(gateway.Port) { Protocol = SslProtocols.Tls12 }.ShakeHandsAsync(recording, default);

        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"u8.ToArray());
        using StreamReader reader = new(stream, Encoding.ASCII);
        string answer = await reader.ReadToEndAsync().WaitAsync(Eventually.Patience);

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal(21, recording.LastRecordType());
    }

    [Theory]
    [InlineData("-tls1_2", false, false, true)]
    [InlineData("-tls1_3", false, false, true)]
    [InlineData("-tls1_2", true, true, false)]
    [InlineData("-tls1_3", true, true, false)]
    [InlineData("-tls1_2", false, true, false)]
    [InlineData("-tls1_3", false, true, false)]
    public async Task A_session_is_resumed_over_a_reload_unless_clients_have_to_prove_themselves(
        string version, bool wereAsked, bool areAsked, bool isResumed)
    {
        if (!OpenSsl.IsThere)
        {
            return;
        }

        GatewayPort port = TlsGateway.PortOf("shop.example");
        ClientCertificateValidation asking = new([TlsGateway.Root.RootPem], ClientCertificateMode.AllowInsecureFallback);
        await using TlsGateway gateway = await TlsGateway.StartAsync(port with { ClientCertificates = wereAsked ? asking : null });
        string session = Path.Combine(Path.GetTempPath(), $"gatehouse-{gateway.Port}.session");

        try
        {
            Assert.Contains("New, TLSv1.", await OpenSsl.GetAsync(gateway.Port, version, "-sess_out", session), StringComparison.Ordinal);
            await gateway.ReplaceAsync(port with
            {
                Certificates = [.. port.Certificates, TlsGateway.PortOf("shop.example").Certificates[0]],
                ClientCertificates = areAsked ? asking : null,
            });

            // A server that gives no session leaves no file to resume from.
            bool isResumedNow = File.Exists(session)
                && (await OpenSsl.GetAsync(gateway.Port, version, "-sess_in", session)).Contains("Reused, TLSv1.", StringComparison.Ordinal);
            Assert.Equal(isResumed, isResumedNow);
        }
        finally
        {
            File.Delete(session);
        }
    }

    /// <summary>Keeps what was read, so that a test can look at the records.</summary>
    private sealed class RecordingStream(Stream inner) : MemoryStream
    {
        private readonly List<byte> _read = [];

        /// <summary>The content type of the last whole record (RFC 5246 section 6.2.1).</summary>
        internal int LastRecordType()
        {
            int type = 0;

            for (int at = 0; at + 5 <= _read.Count; at += 5 + (_read[at + 3] << 8) + _read[at + 4])
            {
                type = _read[at];
            }

            return type;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await inner.ReadAsync(buffer, cancellationToken);
            _read.AddRange(buffer.Span[..count]);
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>The client of OpenSSL, which says whether it resumed a session.</summary>
    private static class OpenSsl
    {
        internal static bool IsThere { get; } = File.Exists("/usr/bin/openssl");

        internal static async Task<string> GetAsync(int port, params string[] arguments)
        {
            ProcessStartInfo start = new("/usr/bin/openssl", ["s_client", "-connect", $"127.0.0.1:{port}", "-servername", "shop.example", "-ign_eof", .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            await process.StandardInput.WriteAsync("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
            await process.StandardInput.FlushAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Eventually.Patience);
            return await output;
        }
    }
}
