using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>
/// A load generator for machines without wrk: keep-alive HTTP/1.1, one request at a time on each connection, bounded in
/// time and in count. It reads just enough of an answer to know where the next begins.
/// </summary>
internal static class OwnLoad
{
    private const long RequestsMax = 100_000_000;
    private static readonly byte[][] Requests = [.. Enumerable.Range(0, RequestStream.Count).Select(Text)];

    internal static async Task<int> RunAsync(int port, int seconds, int connections)
    {
        LatencyCounts latencies = new();
        long started = Stopwatch.GetTimestamp();
        long end = started + (seconds * Stopwatch.Frequency);
        long[] errors = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(index => Task.Run(() => DriveAsync(port, index * (RequestStream.Count / connections), end, latencies))));
        double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"RESULT {latencies.Count} {errors.Sum()} {elapsed} {latencies.Percentile(0.50)} {latencies.Percentile(0.99)}"));
        return 0;
    }

    // One connection after the other until the time is over; how many requests went wrong.
    private static async Task<long> DriveAsync(int port, int first, long end, LatencyCounts latencies)
    {
        long errors = 0;
        int next = first;

        while (Stopwatch.GetTimestamp() < end && latencies.Count < RequestsMax)
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                next = await ExchangeAsync(socket, next, end, latencies);
            }
            catch (SocketException)
            {
                errors++;
            }
            catch (InvalidDataException)
            {
                errors++;
            }
        }

        return errors;
    }

    private static async Task<int> ExchangeAsync(Socket socket, int next, long end, LatencyCounts latencies)
    {
        byte[] buffer = new byte[16 * 1024];

        while (true)
        {
            long sent = Stopwatch.GetTimestamp();

            if (sent >= end || latencies.Count >= RequestsMax)
            {
                return next;
            }

            await socket.SendAsync(Requests[next++ % Requests.Length]);
            int filled = 0;

            do
            {
                int read = await socket.ReceiveAsync(buffer.AsMemory(filled));
                filled += read > 0 ? read : throw new InvalidDataException("the connection ended before the answer");
            }
            while (!IsWhole(buffer.AsSpan(0, filled)));

            latencies.Add(Stopwatch.GetTimestamp() - sent);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);

        if (head < 0)
        {
            return false;
        }

        // The upstream always answers the same, so anything else is an error of the target.
        return answer.StartsWith("HTTP/1.1 200"u8)
            ? answer.Length >= head + 4 + UpstreamServer.BodyBytes
            : throw new InvalidDataException("not status 200");
    }

    private static byte[] Text(int index)
    {
        (string host, string path) = RequestStream.At(index);
        return Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    }
}
