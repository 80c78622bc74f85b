using System.Net;
using System.Net.Sockets;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// The sockets that are open now. A reload opens and closes only what differs; live connections are never touched.
/// </summary>
internal sealed class ListenerRegistry : IDisposable
{
    private readonly Dictionary<IPEndPoint, ListenerSocket> _open = [];
    private readonly Lock _turn = new();
    private readonly GatehouseOptions _options;
    private readonly ILogger _logger;

    // One for all sockets: it owns the threads that move bytes, so it goes last.
    private readonly SocketConnectionContextFactory _connections;
    private bool _isClosed;

    public ListenerRegistry(IOptions<GatehouseOptions> options, ILoggerFactory loggers)
    {
        _options = options.Value;
        _logger = loggers.CreateLogger("Gatehouse.Hosting.Listeners");
        _connections = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), _logger);
    }

    /// <summary>What the sockets accepted and the server has not taken yet.</summary>
    internal AcceptQueue Accepted { get; } = new();

    /// <summary>Opens what a snapshot adds and closes what it lacks; reports what cannot be opened.</summary>
    internal void Apply(TrafficSnapshot snapshot, DiagnosticBag diagnostics)
    {
        Dictionary<IPEndPoint, ListenerIdentity> plan = ListenerPlan.Of(snapshot, _options, diagnostics);

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

    public void Dispose()
    {
        CloseAll();
        _connections.Dispose();
    }

    private void Open(ListenerIdentity wanted, DiagnosticBag diagnostics)
    {
        try
        {
            _open.Add(wanted.Bound, ListenerSocket.Open(wanted, _connections, Accepted, _logger));
            ListenerLog.Opened(_logger, wanted.Bound, wanted.Name);
        }
        // Kestrel's way to bind wraps "address in use" in an exception of its own.
        catch (Exception failure) when (failure is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            diagnostics.Report(HostingDiagnostics.BindFailed, ListenerPlan.At(wanted.Key), wanted.Bound.ToString(), wanted.Bound.Port, Cause(failure));
        }
    }

    private static string Cause(Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "it needs a privilege this process does not have",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "the address is not one of this machine",
        SocketException { SocketErrorCode: not SocketError.AddressAlreadyInUse } socket => socket.Message,
        _ => "another program uses it",
    };

    private void CloseAllBut(Dictionary<IPEndPoint, ListenerIdentity> plan)
    {
        foreach ((IPEndPoint bound, ListenerSocket socket) in _open)
        {
            if (!plan.ContainsKey(bound))
            {
                _open.Remove(bound);
                socket.Dispose();
                ListenerLog.Closed(_logger, bound, socket.Identity.Name);
            }
        }
    }
}
