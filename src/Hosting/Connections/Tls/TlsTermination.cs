using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Gatehouse.Pipeline;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>Terminates TLS on a connection and hands what is inside to HTTP/1.1 or HTTP/2, as ALPN says.</summary>
internal sealed class TlsTermination(SnapshotHolder snapshots, IOptions<GatehouseOptions> options, TimeProvider time, TlsTelemetry telemetry)
{
    // The content type of a handshake record (RFC 8446 section 5.1): every TLS connection begins with it.
    private const byte HandshakeRecord = 22;

    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Value.TlsHandshakeTimeoutMs);

    /// <summary>Serves a connection to its end. A handshake that fails closes it.</summary>
    internal async Task ServeAsync(ConnectionContext connection, ListenerIdentity listener, ConnectionDelegate http1, ConnectionDelegate http2)
    {
        IDuplexPipe transport = connection.Transport;
        TlsHandshake handshake = new(snapshots, listener.Key);
        SslStream stream = new(new TransportStream(transport), leaveInnerStreamOpen: true, handshake.AcceptClient);

        await using (stream)
        {
            if (await ShakeHandsAsync(connection, stream, handshake, listener))
            {
                SetFeatures(connection, stream, handshake, listener);
                await ServeDecryptedAsync(connection, stream, transport, IsHttp2(stream) ? http2 : http1);
            }
        }
    }

    private async Task<bool> ShakeHandsAsync(ConnectionContext connection, SslStream stream, TlsHandshake handshake, ListenerIdentity listener)
    {
        using Deadline deadline = new(connection, _timeout, time);
        telemetry.Begin();
        TlsFailure failure = await TryShakeHandsAsync(connection, stream, handshake, deadline.Token);
        telemetry.End(handshake.ListenerName ?? listener.Name, deadline.IsStopping ? TlsFailure.None : failure);
        return failure == TlsFailure.None;
    }

    private static async Task<TlsFailure> TryShakeHandsAsync(
        ConnectionContext connection, SslStream stream, TlsHandshake handshake, CancellationToken cancellationToken)
    {
        try
        {
            // Cleartext is not for SslStream to puzzle over: nothing is answered that could be read as HTTP.
            if (!await BeginsWithHandshakeAsync(connection.Transport.Input, cancellationToken))
            {
                return TlsFailure.NotTls;
            }

            await stream.AuthenticateAsServerAsync(TlsHandshake.AnswerHello, handshake, cancellationToken);
            return TlsFailure.None;
        }
        catch (Exception failure)
        {
            // Whatever it is: bytes that a stranger made up have SslStream throw NotSupportedException and even
            // IndexOutOfRangeException, and none of it concerns anybody but this connection.
            return handshake.Refusal != TlsFailure.None ? handshake.Refusal : ReasonOf(failure);
        }
    }

    private static async ValueTask<bool> BeginsWithHandshakeAsync(PipeReader input, CancellationToken cancellationToken)
    {
        ReadResult read = await input.ReadAsync(cancellationToken);

        if (read.Buffer.IsEmpty)
        {
            throw new ConnectionResetException("The client left before its first byte.");
        }

        byte first = read.Buffer.FirstSpan[0];
        input.AdvanceTo(read.Buffer.Start);
        return first == HandshakeRecord;
    }

    private async Task ServeDecryptedAsync(ConnectionContext connection, SslStream stream, IDuplexPipe transport, ConnectionDelegate http)
    {
        TlsTransport decrypted = new(stream, connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool ?? MemoryPool<byte>.Shared);
        connection.Transport = decrypted;

        try
        {
            await http(connection);
        }
        finally
        {
            await EndAsync(connection, stream, decrypted);
            connection.Transport = transport;
        }
    }

    // A connection that ends without close_notify looks cut off to the client (RFC 8446 section 6.1).
    private async ValueTask EndAsync(ConnectionContext connection, SslStream stream, TlsTransport decrypted)
    {
        try
        {
            // The pipes first: until they are complete something may still be written to the stream.
            await decrypted.Input.CompleteAsync();
            await decrypted.Output.CompleteAsync();

            if (!connection.ConnectionClosed.IsCancellationRequested)
            {
                // A client that reads nothing would keep the last record waiting for ever.
                await stream.ShutdownAsync().WaitAsync(_timeout, time);
            }
        }
        catch (TimeoutException)
        {
            connection.Abort(new ConnectionAbortedException("The client did not read the end of the connection in time."));
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException or AuthenticationException)
        {
            // It is closed already, which is what was wanted.
        }
    }

    private static bool IsHttp2(SslStream stream) => stream.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2;

    private static void SetFeatures(ConnectionContext connection, SslStream stream, TlsHandshake handshake, ListenerIdentity listener)
    {
        TlsFeature feature = new(stream, handshake.ServerName);
        connection.Features.Set<ITlsConnectionFeature>(feature);
        connection.Features.Set<ITlsApplicationProtocolFeature>(feature);
        connection.Features.Set<ITlsHandshakeFeature>(feature);
        connection.Features.Set<ISslStreamFeature>(feature);
        connection.Features.Set(ConnectionEntry.FactsOf(connection, handshake.ListenerName ?? listener.Name) with
        {
            IsTls = true,
            ServerName = handshake.ServerName,
            PeerCertificate = handshake.ClientCertificate,
            PeerAuthorities = handshake.ClientAuthorities,
        });
    }

    private static TlsFailure ReasonOf(Exception failure) => failure switch
    {
        OperationCanceledException => TlsFailure.Timeout,
        IOException or ObjectDisposedException => TlsFailure.ClientGone,
        _ => TlsFailure.Protocol,
    };
}
