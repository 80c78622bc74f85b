namespace Gatehouse.Routing;

/// <summary>A hostname of a listener: its own routes, and the less specific hostname of the same listener that is tried next.</summary>
internal sealed class HostEntry(CompiledListener listener, string hostname, HostRoutes? http, HostRoutes? grpc, HostEntry? lessSpecific)
{
    public CompiledListener Listener { get; } = listener;

    /// <summary>The hostname, in lower case; empty for every host. Only an explanation asks for it.</summary>
    public string Hostname { get; } = hostname;

    public HostRoutes? Http { get; } = http;

    public HostRoutes? Grpc { get; } = grpc;

    public HostEntry? LessSpecific { get; } = lessSpecific;

    /// <summary>Whether this hostname or a less specific one of the listener has gRPC routes.</summary>
    public bool ServesGrpc { get; } = grpc is not null || lessSpecific is { ServesGrpc: true };
}
