using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Backends;

/// <summary>How an HTTP/2 exchange ended for a raw client.</summary>
/// <param name="Status">The <c>:status</c>; 0 where no answer came.</param>
/// <param name="Error">The code of a RST_STREAM or GOAWAY; <see langword="null"/> where there was none.</param>
/// <param name="IsHeadersOnly">Whether the first frame of the answer was its last.</param>
public sealed record Http2Outcome(int Status, int? Error, bool IsHeadersOnly = false)
{
    /// <summary>Whether the request was refused: by a status of 400 or above, an error code, or the end of the connection.</summary>
    public bool IsRefused => Status is 0 or >= 400;
}

/// <summary>
/// An HTTP/2 client below every check: header fields are sent as literals without Huffman coding, whatever their octets.
/// One request to a connection.
/// </summary>
public sealed class RawHttp2Client : IAsyncDisposable
{
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;
    private const byte EndStream = 0x1;
    private const byte EndHeaders = 0x4;
    private const int Stream = 1;

    private readonly NetworkStream _stream;

    private RawHttp2Client(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    public static async Task<RawHttp2Client> ConnectAsync(IPEndPoint endPoint)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint).WaitAsync(Eventually.Patience);
        RawHttp2Client client = new(socket);
        await client._stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());

        // SETTINGS_HEADER_TABLE_SIZE 0: the answers' headers then need no table to be read.
        await client.SendAsync(Settings, 0, 0, [0, 1, 0, 0, 0, 0]);
        return client;
    }

    /// <summary>Sends one request and reads how it ends.</summary>
    public static async Task<Http2Outcome> AskAsync(
        IPEndPoint endPoint,
        IEnumerable<(string Name, string Value)> headers,
        string? body = null,
        IEnumerable<(string Name, string Value)>? trailers = null)
    {
        await using RawHttp2Client client = await ConnectAsync(endPoint);

        try
        {
            await client.SendAsync(Headers, (byte)(EndHeaders | (body is null && trailers is null ? EndStream : 0)), Stream, Block(headers));

            if (body is not null)
            {
                await client.SendAsync(0, trailers is null ? EndStream : (byte)0, Stream, Encoding.Latin1.GetBytes(body));
            }

            if (trailers is not null)
            {
                await client.SendAsync(Headers, EndHeaders | EndStream, Stream, Block(trailers));
            }
        }
        catch (IOException)
        {
            // Refused while it was being sent; why can still be read.
        }

        return await client.OutcomeAsync().WaitAsync(Eventually.Patience);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<Http2Outcome> OutcomeAsync()
    {
        int status = 0;
        bool isHeadersOnly = false;
        byte[] head = new byte[9];

        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(head);
                byte[] payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
                await _stream.ReadExactlyAsync(payload);
                bool isEnd = head[3] is 0 or Headers && (head[4] & EndStream) != 0;

                switch (head[3])
                {
                    case Headers when status == 0:
                        status = StatusOf(payload);
                        isHeadersOnly = isEnd;
                        break;
                    case Reset:
                        return new Http2Outcome(status, BinaryPrimitives.ReadInt32BigEndian(payload));
                    case GoAway:
                        return new Http2Outcome(status, BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4)));
                    case Settings when (head[4] & 1) == 0:
                        await SendAsync(Settings, 1, 0, []);
                        break;
                }

                if (isEnd)
                {
                    return new Http2Outcome(status, null, isHeadersOnly);
                }
            }
        }
        catch (IOException)
        {
            return new Http2Outcome(status, null);
        }
    }

    // RFC 7541: a table size update may come first, then ":status" as an entry of the static table (8 to 14) or as a
    // literal with that entry's name.
    private static int StatusOf(ReadOnlySpan<byte> block)
    {
        while ((block[0] & 0xE0) == 0x20)
        {
            block = block[1..];
        }

        int[] known = [200, 204, 206, 304, 400, 404, 500];
        return (block[0] & 0x80) != 0 ? known[(block[0] & 0x7F) - 8] : int.Parse(Encoding.ASCII.GetString(block.Slice(2, block[1])), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Block(IEnumerable<(string Name, string Value)> fields)
    {
        List<byte> block = [];

        foreach ((string name, string value) in fields)
        {
            block.Add(0x10);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    private static void AddText(List<byte> block, string text)
    {
        byte[] octets = Encoding.Latin1.GetBytes(text);

        if (octets.Length < 127)
        {
            block.Add((byte)octets.Length);
        }
        else
        {
            block.Add(127);
            int rest = octets.Length - 127;

            for (; rest >= 128; rest >>= 7)
            {
                block.Add((byte)(rest | 0x80));
            }

            block.Add((byte)rest);
        }

        block.AddRange(octets);
    }

    private async Task SendAsync(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await _stream.WriteAsync(frame);
    }
}
