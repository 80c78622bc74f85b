using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>
/// Tells from inside a target what only it can know. A bare socket of its own, so that the measured pipeline does not
/// change: one word in, lines out, close.
/// </summary>
internal sealed class SidePort : IDisposable
{
    private readonly TcpListener _listener;
    private AllocationSamples? _samples;

    internal SidePort(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AnswerAsync();
    }

    public void Dispose()
    {
        _samples?.Dispose();
        _listener.Dispose();
    }

    /// <summary>Asks a target's side port.</summary>
    internal static async Task<string> AskAsync(int port, string word, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(word + "\n"), cancellationToken);
        using StreamReader reader = new(client.GetStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            using StreamReader reader = new(client.GetStream());
            string answer = Answer(await reader.ReadLineAsync());
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }

    private string Answer(string? word)
    {
        switch (word)
        {
            case "allocated":
                return GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture);
            case "sample":
                _samples = new AllocationSamples();
                return "";
            case "samples":
                string lines = _samples?.Report() ?? "";
                _samples?.Dispose();
                _samples = null;
                return lines;
            default:
                return "";
        }
    }
}
