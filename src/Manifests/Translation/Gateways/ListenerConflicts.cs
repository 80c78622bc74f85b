using System.Globalization;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Finds the listeners of a Gateway and of its ListenerSets that can not be told apart (Gateway API, Listener and
/// ListenerSet conflicts). Inside one object nobody wins; between objects the Gateway does, then the older set.
/// </summary>
internal sealed class ListenerConflicts(DiagnosticBag diagnostics)
{
    private readonly Dictionary<(int Port, bool IsUdp), PortUse> _uses = [];

    public static void Find(ServedGateway gateway, DiagnosticBag diagnostics)
    {
        ListenerConflicts conflicts = new(diagnostics);
        conflicts.Add(gateway.Listeners);

        foreach (ServedListenerSet set in gateway.Sets.Where(set => set.Refusal is null))
        {
            conflicts.Add(set.Listeners);
        }
    }

    private void Add(IReadOnlyList<ServedListener> listeners)
    {
        List<ServedListener> left = [];

        foreach (ServedListener listener in listeners.Where(listener => listener.Family != ListenerFamily.None))
        {
            if (_uses.GetValueOrDefault(KeyOf(listener))?.FindConflict(listener) is { } reason)
            {
                Refuse(listener, reason, "an object that precedes this one");
            }
            else
            {
                left.Add(listener);
            }
        }

        foreach (IGrouping<(int, bool), ServedListener> port in left.GroupBy(KeyOf))
        {
            RefuseIndistinct([.. port]);
        }

        // Also those without a winner: nobody else is to slip into a place whose owner has made a mistake.
        left.ForEach(Occupy);
    }

    private void RefuseIndistinct(List<ServedListener> port)
    {
        const string Other = "another listener here";

        if (port.Select(listener => listener.Family).Distinct().Count() > 1)
        {
            port.ForEach(listener => Refuse(listener, Reasons.ProtocolConflict, Other));
            return;
        }

        foreach (IGrouping<string?, ServedListener> same in port.GroupBy(listener => listener.Hostname?.Value))
        {
            if (same.Count() > 1)
            {
                same.ToList().ForEach(listener => Refuse(listener, PortUse.ReasonOfSame(listener), Other));
            }
        }
    }

    private void Refuse(ServedListener listener, string reason, string other)
    {
        string shared = string.Create(
            CultureInfo.InvariantCulture, $"port {listener.Spec.Port} and hostname {listener.Spec.Hostname ?? "(none)"}");
        string message = reason == Reasons.ProtocolConflict
            ? $"port {listener.Spec.Port} has another protocol than {listener.Spec.Protocol} in {other}"
            : $"{shared} are those of {other}";

        listener.Conflict = new Fault(reason, message);
        listener.Acceptance = listener.Conflict;
        diagnostics.Report(ManifestDiagnostics.ListenerConflict, listener.Path, listener.Spec.Name, message);
    }

    private void Occupy(ServedListener listener)
    {
        if (!_uses.TryGetValue(KeyOf(listener), out PortUse? use))
        {
            use = new PortUse();
            _uses.Add(KeyOf(listener), use);
        }

        use.Add(listener);
    }

    private static (int Port, bool IsUdp) KeyOf(ServedListener listener) =>
        (listener.Spec.Port, listener.Family == ListenerFamily.Udp);

    /// <summary>What is on one port already.</summary>
    private sealed class PortUse
    {
        private readonly HashSet<ListenerFamily> _families = [];
        private readonly HashSet<string> _hostnames = new(StringComparer.Ordinal);

        // A TCP or UDP listener has nothing but its port.
        public static string ReasonOfSame(ServedListener listener) =>
            listener.Family is ListenerFamily.Tcp or ListenerFamily.Udp ? Reasons.ListenerConflict : Reasons.HostnameConflict;

        public void Add(ServedListener listener)
        {
            _families.Add(listener.Family);
            _hostnames.Add(listener.Hostname?.Value ?? "");
        }

        public string? FindConflict(ServedListener listener) =>
            _families.Count > 1 || !_families.Contains(listener.Family) ? Reasons.ProtocolConflict
            : _hostnames.Contains(listener.Hostname?.Value ?? "") ? ReasonOfSame(listener)
            : null;
    }
}
