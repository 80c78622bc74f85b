using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Hosting;

/// <summary>Which addresses a snapshot wants bound, and for whom.</summary>
internal static class ListenerPlan
{
    /// <summary>Plans the listeners of a snapshot; what cannot be bound is reported and left out.</summary>
    internal static Dictionary<IPEndPoint, ListenerIdentity> Of(TrafficSnapshot snapshot, GatehouseOptions options, DiagnosticBag diagnostics)
    {
        Dictionary<IPEndPoint, ListenerIdentity> plan = [];

        foreach (PortSnapshot port in snapshot.Ports)
        {
            if (port.Key.Port + options.PortOffset is > 0 and <= ushort.MaxValue)
            {
                Add(plan, port, options, diagnostics);
            }
            else
            {
                diagnostics.Report(HostingDiagnostics.PortOutOfRange, At(port.Key), null, port.Key.Port, options.PortOffset);
            }
        }

        return plan;
    }

    internal static FieldPath At(PortKey key) => FieldPath.Of($"Gateway {key.Gateway}").Field("spec").Field("listeners");

    private static void Add(Dictionary<IPEndPoint, ListenerIdentity> plan, PortSnapshot port, GatehouseOptions options, DiagnosticBag diagnostics)
    {
        ValueList<string> addresses = port.Addresses.IsEmpty ? [options.DefaultAddress] : port.Addresses;

        foreach (string text in addresses)
        {
            if (!IPAddress.TryParse(text, out IPAddress? address))
            {
                diagnostics.Report(HostingDiagnostics.BadAddress, FieldPath.Of($"Gateway {port.Key.Gateway}").Field("spec").Field("addresses"), text);
                continue;
            }

            IPEndPoint bound = new(address, port.Key.Port + options.PortOffset);
            ListenerIdentity identity = new(port.Key, bound);

            // Ports come in the order of their Gateways' names, so which one wins does not depend on the files' order.
            if (!plan.TryAdd(bound, identity) && plan[bound].Key != port.Key)
            {
                diagnostics.Report(HostingDiagnostics.AddressClaimed, At(port.Key), bound.ToString(), plan[bound].Key.Gateway);
            }
        }
    }
}
