using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>Gives Kestrel the listeners of virtual endpoints; it asks its own transport for every other endpoint.</summary>
internal sealed class VirtualListenerFactory(ListenerRegistry listeners, ConnectionIntake intake) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is VirtualEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(
            ReferenceEquals(endpoint, VirtualEndPoint.Main)
                ? new VirtualListener(endpoint, intake.Accepted, listeners.CloseAll)
                : new VirtualListener(endpoint, new AcceptQueue(), static () => { }));
}
