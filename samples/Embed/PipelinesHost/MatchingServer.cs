using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Samples.PipelinesHost;

/// <summary>A TCP server that answers each request with the backend that would serve it, and closes the connection.</summary>
internal sealed class MatchingServer(RouteTable table)
{
    private readonly Random _random = new();

    /// <summary>Serves connections until it is told to stop.</summary>
    internal async Task ServeAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Socket socket = await listener.AcceptSocketAsync(cancellationToken);
            _ = AnswerAsync(socket);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);

        try
        {
            // A client that never sends a whole head would otherwise stay for ever.
            using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
            PipeReader reader = PipeReader.Create(stream);
            string answer = await ReadAsync(reader, deadline.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), deadline.Token);
        }
        catch (Exception left) when (left is IOException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"a connection ended early: {left.Message}");
        }
    }

    private async Task<string> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;

            if (EndOf(buffer) is { } end)
            {
                return Answer(buffer.Slice(0, end));
            }

            if (read.IsCompleted || buffer.Length > RequestHead.BytesMax)
            {
                return Text(HttpStatusCode.RequestHeaderFieldsTooLarge, "no head of at most 8 KiB");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static SequencePosition? EndOf(ReadOnlySequence<byte> buffer)
    {
        SequenceReader<byte> bytes = new(buffer);
        return bytes.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) && bytes.Consumed <= RequestHead.BytesMax ? bytes.Position : null;
    }

    // Nothing here allocates but the answer itself: the head is copied only where it lies in several pieces.
    private string Answer(ReadOnlySequence<byte> head)
    {
        ReadOnlySpan<byte> bytes = head.IsSingleSegment ? head.FirstSpan : head.ToArray();
        Span<byte> room = new byte[RequestPath.NormalLengthMax(bytes.Length)];

        if (!RequestHead.TryRead(bytes, room, out RequestHead request))
        {
            return Text(HttpStatusCode.BadRequest, "not a request");
        }

        RouteResult result = table.MatchUtf8(in request);
        return result.Outcome == MatchOutcome.Matched
            ? Text(HttpStatusCode.OK, $"{result.Rule!.RouteName} -> {result.Rule.Backends.Pick((ulong)_random.NextInt64())?.Id}")
            : Text(HttpStatusCode.NotFound, result.Outcome.ToString());
    }

    private static string Text(HttpStatusCode status, string text) =>
        $"HTTP/1.1 {(int)status} {status}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length + 1}\r\nConnection: close\r\n\r\n{text}\n";
}
