using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// Tells HTTP/2 with prior knowledge from HTTP/1.1 on a cleartext connection. Kestrel itself chooses between them only by
/// ALPN, so the first bytes are looked at here, without consuming any.
/// </summary>
internal sealed class ProtocolSniffer(IOptions<GatehouseOptions> options, TimeProvider time, ILogger<ProtocolSniffer> logger)
{
    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Value.PrefaceTimeoutMs);

    /// <summary>Waits for as many bytes as tell; undecided where they do not come.</summary>
    internal async Task<PrefaceVerdict> ReadAsync(ConnectionContext connection)
    {
        using Deadline deadline = new(connection, _timeout, time);

        try
        {
            return await ReadAsync(connection.Transport.Input, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            if (!deadline.IsStopping)
            {
                ListenerLog.PrefaceTimedOut(logger);
            }

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
