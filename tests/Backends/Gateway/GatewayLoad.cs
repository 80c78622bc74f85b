using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Backends;

/// <summary>Counts what a gateway of this process holds: its clients' connections and the requests under way, from the server's own meters.</summary>
public sealed class GatewayLoad : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _connections;
    private long _requests;

    internal GatewayLoad(IServiceProvider services)
    {
        // A meter of the factory has the factory as its scope: other servers of this process are not counted. The gateway's
        // own meter has an instrument of the same name as the server's, so the meter is named as well.
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory)
                && instrument.Meter.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                && instrument.Name is "kestrel.active_connections" or "http.server.active_requests")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, difference, _, _) =>
            Interlocked.Add(ref instrument.Name == "kestrel.active_connections" ? ref _connections : ref _requests, difference));
        _listener.Start();
    }

    /// <summary>Connections from clients that are open.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Requests that have not ended.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public void Dispose() => _listener.Dispose();
}
