using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Backends;

/// <summary>One connection that a <see cref="RawBackend"/> accepted: every byte that came is kept.</summary>
public sealed class RawConnection
{
    private readonly Socket _socket;
    private readonly Lock _turn = new();
    private readonly List<byte> _received = [];
    private TaskCompletionSource _more = NewSignal();
    private bool _isEnded;

    internal RawConnection(Socket socket)
    {
        _socket = socket;
        socket.NoDelay = true;
        _ = ReadAllAsync();
    }

    /// <summary>All that came so far.</summary>
    public byte[] Received
    {
        get
        {
            lock (_turn)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>The same as text, octet by octet.</summary>
    public string ReceivedText => Encoding.Latin1.GetString(Received);

    /// <summary>Whether the other side has closed or reset it.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_turn)
            {
                return _isEnded;
            }
        }
    }

    /// <summary>Waits until what came satisfies a condition; <see langword="false"/> where the connection ended before.</summary>
    public async Task<bool> UntilAsync(Func<string, bool> condition)
    {
        while (true)
        {
            Task more;

            lock (_turn)
            {
                if (condition(Encoding.Latin1.GetString(CollectionsMarshal.AsSpan(_received))))
                {
                    return true;
                }

                if (_isEnded)
                {
                    return false;
                }

                more = _more.Task;
            }

            await more;
        }
    }

    /// <summary>Waits for the end of the first request's head.</summary>
    public Task<bool> HeadAsync() => UntilAsync(text => text.Contains("\r\n\r\n", StringComparison.Ordinal));

    /// <summary>Waits until the other side closes or resets.</summary>
    public Task EndAsync() => UntilAsync(static _ => false).WaitAsync(Eventually.Patience);

    /// <summary>Sends text, octet by octet; a connection that is gone is none of a backend's concern.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            ReadOnlyMemory<byte> rest = Encoding.Latin1.GetBytes(text);

            while (!rest.IsEmpty)
            {
                rest = rest[await _socket.SendAsync(rest)..];
            }
        }
        catch (SocketException)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }

    /// <summary>Closes with a reset instead of an end.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    /// <summary>Sends an end and goes on reading.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with an end.</summary>
    public void Close()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster.
        }
        catch (ObjectDisposedException)
        {
            // A script closed it already.
        }

        _socket.Dispose();
    }

    private async Task ReadAllAsync()
    {
        byte[] buffer = new byte[16 * 1024];

        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory()) is int read and > 0)
            {
                Note(buffer.AsSpan(0, read), isEnd: false);
            }
        }
        catch (SocketException)
        {
        }
        catch (ObjectDisposedException)
        {
        }

        Note([], isEnd: true);
    }

    private void Note(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        TaskCompletionSource more;

        lock (_turn)
        {
            _received.AddRange(bytes);
            _isEnded |= isEnd;
            more = _more;
            _more = NewSignal();
        }

        more.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
