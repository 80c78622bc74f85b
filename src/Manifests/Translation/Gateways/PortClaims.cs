using System.Globalization;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Many Gateways share one process and its ports. Of two that claim one address and port, the older has it. A Gateway
/// without addresses claims the host's default address, which is told apart from every written one.
/// </summary>
internal sealed class PortClaims(DiagnosticBag diagnostics)
{
    private const string DefaultAddress = "";

    private readonly Dictionary<(string Address, int Port, bool IsUdp), ServedGateway> _owners = [];

    public static void Settle(IEnumerable<ServedGateway> gateways, DiagnosticBag diagnostics)
    {
        PortClaims claims = new(diagnostics);

        foreach (ServedGateway gateway in gateways
            .Where(gateway => gateway.IsAccepted)
            .OrderBy(gateway => gateway.Resource.Age)
            .ThenBy(gateway => gateway.Resource.Name, StringComparer.Ordinal))
        {
            foreach (ServedListener listener in gateway.AllListeners.Where(listener => listener.Acceptance is null).ToList())
            {
                claims.Claim(listener);
            }
        }
    }

    private void Claim(ServedListener listener)
    {
        IReadOnlyList<string> addresses = listener.Gateway.Addresses.Count == 0 ? [DefaultAddress] : listener.Gateway.Addresses;
        bool isUdp = listener.Family == ListenerFamily.Udp;
        ServedGateway? other = null;
        int held = 0;

        foreach (string address in addresses)
        {
            if (_owners.TryAdd((address, listener.Spec.Port, isUdp), listener.Gateway)
                || _owners[(address, listener.Spec.Port, isUdp)] == listener.Gateway)
            {
                held++;
                continue;
            }

            other = _owners[(address, listener.Spec.Port, isUdp)];
            listener.Gateway.Lose(address, listener.Spec.Port, isUdp);
        }

        if (other is not null)
        {
            Lose(listener, other, isWhole: held == 0);
        }
    }

    private void Lose(ServedListener listener, ServedGateway other, bool isWhole)
    {
        string message = string.Create(
            CultureInfo.InvariantCulture, $"port {listener.Spec.Port} is Gateway {other.Resource.Name}'s, which is older");
        listener.Gateway.Addressing ??= new Fault(Reasons.AddressNotUsable, message);
        diagnostics.Report(ManifestDiagnostics.PortTaken, listener.Path.Field("port"), null, listener.Spec.Port, other.Resource.Name);

        if (isWhole)
        {
            listener.Acceptance = new Fault(Reasons.PortUnavailable, message);
        }
    }
}
