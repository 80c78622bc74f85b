using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Backends;

/// <summary>An answer as a raw client reads it.</summary>
public sealed record RawAnswer(int Status, string Head, string Body, string Trailers)
{
    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}

/// <summary>A client below HTTP: it sends what the test wrote, octet by octet, and reads answers.</summary>
public sealed class RawClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private string _buffer = "";
    private bool _isEnded;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public Stream Stream => _stream;

    public static async Task<RawClient> ConnectAsync(IPEndPoint endPoint)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint).WaitAsync(Eventually.Patience);
        return new RawClient(socket);
    }

    /// <summary>Sends one text on a connection of its own and reads one answer; status 0 where none came.</summary>
    public static async Task<RawAnswer> AskAsync(IPEndPoint endPoint, string request)
    {
        await using RawClient client = await ConnectAsync(endPoint);
        await client.SendAsync(request);
        return await client.AnswerAsync(isHead: request.StartsWith("HEAD ", StringComparison.Ordinal));
    }

    public async Task SendAsync(string text)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().WaitAsync(Eventually.Patience);
        }
        catch (IOException)
        {
            // The gateway has closed; what it answered before can still be read.
        }
    }

    /// <summary>Reads the next answer that is not 1xx, or any where asked for; status 0 where the connection ends before.</summary>
    public async Task<RawAnswer> AnswerAsync(bool isHead = false, bool takesInterim = false)
    {
        while (true)
        {
            if (!await FillUntilAsync(() => _buffer.Contains("\r\n\r\n", StringComparison.Ordinal)))
            {
                return new RawAnswer(0, _buffer, "", "");
            }

            string head = Take(_buffer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)[..^4];
            int status = int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture);

            if (status == 101 || (status < 200 && takesInterim))
            {
                return new RawAnswer(status, head, "", "");
            }

            if (status >= 200)
            {
                return await BodyAsync(new RawAnswer(status, head, "", ""), isHead);
            }
        }
    }

    /// <summary>Reads until a text has come; whether it did before the end.</summary>
    public Task<bool> UntilAsync(string text) => FillUntilAsync(() => _buffer.Contains(text, StringComparison.Ordinal));

    /// <summary>Everything up to the end of the connection.</summary>
    public async Task<string> RestAsync()
    {
        await FillUntilAsync(static () => false);
        return Take(_buffer.Length);
    }

    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Leaves without a farewell.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<RawAnswer> BodyAsync(RawAnswer answer, bool isHead)
    {
        if (isHead || answer.Status is 204 or 304)
        {
            return answer;
        }

        if (answer.Header("transfer-encoding") == "chunked")
        {
            return await ChunksAsync(answer);
        }

        if (answer.Header("content-length") is { } length)
        {
            int count = int.Parse(length, CultureInfo.InvariantCulture);
            await FillUntilAsync(() => _buffer.Length >= count);
            return answer with { Body = Take(Math.Min(count, _buffer.Length)) };
        }

        return answer with { Body = await RestAsync() };
    }

    private async Task<RawAnswer> ChunksAsync(RawAnswer answer)
    {
        StringBuilder body = new();

        while (await FillUntilAsync(() => _buffer.Contains("\r\n", StringComparison.Ordinal)))
        {
            string line = Take(_buffer.IndexOf("\r\n", StringComparison.Ordinal) + 2)[..^2];
            int size = int.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

            if (size == 0)
            {
                await FillUntilAsync(() => _buffer.StartsWith("\r\n", StringComparison.Ordinal) || _buffer.Contains("\r\n\r\n", StringComparison.Ordinal));
                bool hasTrailers = !_buffer.StartsWith("\r\n", StringComparison.Ordinal);
                string trailers = Take(hasTrailers ? _buffer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4 : 2);
                return answer with { Body = body.ToString(), Trailers = trailers };
            }

            if (!await FillUntilAsync(() => _buffer.Length >= size + 2))
            {
                break;
            }

            body.Append(Take(size + 2).AsSpan(0, size));
        }

        // Cut off before its last chunk: no complete answer.
        return answer with { Body = body.ToString(), Trailers = "(cut off)" };
    }

    private async Task<bool> FillUntilAsync(Func<bool> condition)
    {
        byte[] bytes = new byte[64 * 1024];

        while (!condition())
        {
            int read = _isEnded ? 0 : await ReadAsync(bytes);

            if (read == 0)
            {
                _isEnded = true;
                return false;
            }

            _buffer += Encoding.Latin1.GetString(bytes, 0, read);
        }

        return true;
    }

    private async Task<int> ReadAsync(byte[] bytes)
    {
        try
        {
            return await _stream.ReadAsync(bytes).AsTask().WaitAsync(Eventually.Patience);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string Take(int count)
    {
        string taken = _buffer[..count];
        _buffer = _buffer[count..];
        return taken;
    }
}
