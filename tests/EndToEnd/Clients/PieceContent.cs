using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Gatehouse.EndToEnd;

/// <summary>A request body that a test sends piece by piece; each goes out at once.</summary>
internal sealed class PieceContent : HttpContent
{
    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>();

    internal ValueTask SendAsync(string piece) => _pieces.Writer.WriteAsync(piece);

    internal void Complete() => _pieces.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await foreach (string piece in _pieces.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
