using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// Serves HTTP/1.1 and HTTP/2 with prior knowledge on one cleartext port. Kestrel itself chooses between them only by
/// ALPN, so the first bytes are looked at here, without consuming any.
/// </summary>
internal sealed class ProtocolSniffer(IOptions<GatehouseOptions> options, TimeProvider time, ILogger<ProtocolSniffer> logger)
{
    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Value.PrefaceTimeoutMs);
    private ConnectionDelegate? _http2;

    /// <summary>A middleware that borrows the HTTP/2 pipeline of the endpoint it stands on.</summary>
    internal ConnectionDelegate LendHttp2(ConnectionDelegate next)
    {
        _http2 = next;
        return next;
    }

    /// <summary>A middleware that sends a connection to HTTP/2 or on to HTTP/1.1.</summary>
    internal ConnectionDelegate Sniff(ConnectionDelegate http1) => async connection =>
    {
        PrefaceVerdict verdict = await ReadAsync(connection);

        if (verdict != PrefaceVerdict.Undecided)
        {
            await (verdict == PrefaceVerdict.Http2 ? _http2! : http1)(connection);
        }
    };

    private async Task<PrefaceVerdict> ReadAsync(ConnectionContext connection)
    {
        // Kestrel's own header timeout begins only after this middleware; without a deadline here a silent
        // connection would stay for ever. A server that stops must not wait for it either.
        using CancellationTokenSource deadline = new(_timeout, time);
        CancellationToken stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using CancellationTokenRegistration registration = stopping.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), deadline);

        try
        {
            return await ReadAsync(connection.Transport.Input, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            ListenerLog.PrefaceTimedOut(logger);
            return PrefaceVerdict.Undecided;
        }
        catch (ConnectionResetException)
        {
            return PrefaceVerdict.Undecided;
        }
    }

    private static async ValueTask<PrefaceVerdict> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            PrefaceVerdict verdict = Preface.Read(read.Buffer);

            if (verdict != PrefaceVerdict.Undecided || read.IsCompleted)
            {
                // Nothing consumed and nothing examined: the next reader gets the same bytes at once.
                input.AdvanceTo(read.Buffer.Start);
                return verdict;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
