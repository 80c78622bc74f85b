using System.Net;
using System.Net.Sockets;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// The sockets that are open now. A reload opens and closes only what differs; live connections are never touched.
/// </summary>
internal sealed class ListenerRegistry(IOptions<GatehouseOptions> options, ConnectionIntake intake) : IDisposable
{
    private readonly Dictionary<IPEndPoint, ListenerSocket> _open = [];
    private readonly Lock _turn = new();
    private bool _isClosed;

    /// <summary>What is open now, in the order of Gateways, ports and addresses.</summary>
    internal IReadOnlyList<ListenerIdentity> Bound()
    {
        lock (_turn)
        {
            return
            [
                .. _open.Values
                    .Select(static socket => socket.Identity)
                    .OrderBy(static listener => listener.Key.Gateway, StringComparer.Ordinal)
                    .ThenBy(static listener => listener.Key.Port)
                    .ThenBy(static listener => listener.Bound.ToString(), StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Opens what a snapshot adds and closes what it lacks; reports what cannot be opened.</summary>
    internal void Apply(TrafficSnapshot snapshot, DiagnosticBag diagnostics)
    {
        Dictionary<IPEndPoint, ListenerIdentity> plan = ListenerPlan.Of(snapshot, options.Value, diagnostics);

        lock (_turn)
        {
            if (_isClosed)
            {
                return;
            }

            CloseAllBut(plan);

            foreach (ListenerIdentity wanted in plan.Values)
            {
                if (_open.TryGetValue(wanted.Bound, out ListenerSocket? socket))
                {
                    socket.Identity = wanted;
                }
                else
                {
                    Open(wanted, diagnostics);
                }
            }
        }
    }

    /// <summary>Closes every socket for good: the server stops.</summary>
    internal void CloseAll()
    {
        lock (_turn)
        {
            _isClosed = true;
            CloseAllBut([]);
        }
    }

    public void Dispose() => CloseAll();

    private void Open(ListenerIdentity wanted, DiagnosticBag diagnostics)
    {
        try
        {
            _open.Add(wanted.Bound, ListenerSocket.Open(wanted, intake));
            ListenerLog.Opened(intake.Logger, wanted.Bound, wanted.Name);
        }
        // Kestrel's way to bind wraps "address in use" in an exception of its own.
        catch (Exception failure) when (failure is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            diagnostics.Report(HostingDiagnostics.BindFailed, ListenerPlan.At(wanted.Key), wanted.Bound.ToString(), wanted.Bound.Port, BindFailure.CauseOf(failure));
        }
    }

    private void CloseAllBut(Dictionary<IPEndPoint, ListenerIdentity> plan)
    {
        foreach ((IPEndPoint bound, ListenerSocket socket) in _open)
        {
            if (!plan.ContainsKey(bound))
            {
                _open.Remove(bound);
                socket.Dispose();
                ListenerLog.Closed(intake.Logger, bound, socket.Identity.Name);
            }
        }
    }
}
