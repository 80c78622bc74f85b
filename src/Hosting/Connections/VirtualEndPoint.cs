using System.Net;

namespace Gatehouse.Hosting;

/// <summary>
/// An endpoint that Kestrel serves and nobody can connect to: its connections come from sockets that are opened and
/// closed while the server runs, which Kestrel's own endpoints cannot.
/// </summary>
internal sealed class VirtualEndPoint(string name) : EndPoint
{
    /// <summary>Gets every accepted connection.</summary>
    internal static VirtualEndPoint Main { get; } = new("gatehouse");

    /// <summary>Never gets one: it exists so that its HTTP/2 pipeline can be borrowed.</summary>
    internal static VirtualEndPoint Http2 { get; } = new("gatehouse-h2c");

    public override string ToString() => name;
}
