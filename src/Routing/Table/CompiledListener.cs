namespace Gatehouse.Routing;

/// <summary>A listener in a <see cref="RouteTable"/>.</summary>
public sealed class CompiledListener
{
    internal CompiledListener(RouteListener listener)
    {
        Name = listener.Name;
        Hostname = listener.Hostname;
        Scheme = listener.Scheme;
        Port = listener.Port;
    }

    /// <inheritdoc cref="RouteListener.Name"/>
    public string Name { get; }

    /// <inheritdoc cref="RouteListener.Hostname"/>
    public string? Hostname { get; }

    /// <inheritdoc cref="RouteListener.Scheme"/>
    public ListenerScheme Scheme { get; }

    /// <inheritdoc cref="RouteListener.Port"/>
    public int Port { get; }
}
