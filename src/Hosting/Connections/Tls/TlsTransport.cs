using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;

namespace Gatehouse.Hosting;

/// <summary>The decrypted side of a connection: what HTTP reads and writes in place of the transport.</summary>
internal sealed class TlsTransport(SslStream stream, MemoryPool<byte> memory) : IDuplexPipe
{
    // Zero-byte reads: a connection that waits for its next request holds no buffer.
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(memory, leaveOpen: true, useZeroByteReads: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(memory, leaveOpen: true));
}
