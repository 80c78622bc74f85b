namespace Gatehouse.Backends;

/// <summary>One of the processes that a Service would have: it says who it is in every answer.</summary>
/// <param name="Namespace">The namespace of its Service.</param>
/// <param name="Service">Its Service.</param>
/// <param name="HttpPort">Where it speaks HTTP/1.1 and WebSocket.</param>
/// <param name="H2cPort">Where it speaks HTTP/2 with prior knowledge, and gRPC.</param>
public sealed record EchoPod(string Namespace, string Service, int HttpPort, int H2cPort)
{
    /// <summary>What answers and tables call it: <c>infra/v1</c>.</summary>
    public string Name => $"{Namespace}/{Service}";
}
