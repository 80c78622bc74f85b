using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Judged Gateways with their routes to the ports of the configuration.</summary>
internal static class PortAssembly
{
    public static ValueList<GatewayPort> Assemble(IEnumerable<ServedGateway> gateways) =>
        gateways.SelectMany(AssembleGateway).ToValueList();

    // TLS passthrough, TCP and UDP have no place in the model yet; their listeners have a status and no port.
    private static IEnumerable<GatewayPort> AssembleGateway(ServedGateway gateway) =>
        gateway.AllListeners
            .Where(listener => listener.IsProgrammed && listener.Spec.Protocol is (ListenerProtocols.Http or ListenerProtocols.Https))
            .GroupBy(listener => listener.Spec.Port)
            .OrderBy(port => port.Key)
            .Select(port => AssemblePort(gateway, [.. port.OrderBy(listener => listener.Name, StringComparer.Ordinal)]));

    private static GatewayPort AssemblePort(ServedGateway gateway, List<ServedListener> listeners) => new()
    {
        Gateway = gateway.Resource.Name,
        Addresses = gateway.AddressesOf(listeners[0].Spec.Port),
        Port = listeners[0].Spec.Port,
        Scheme = listeners[0].Family == ListenerFamily.Tls ? ListenerScheme.Https : ListenerScheme.Http,
        Listeners = listeners.Select(listener => listener.ToListener()).ToValueList(),
        Certificates = listeners.SelectMany(CertificatesOf).ToValueList(),
        ClientCertificates = listeners[0].ClientCertificates,
        BackendCertificate = gateway.BackendCertificate,
    };

    private static IEnumerable<ListenerCertificate> CertificatesOf(ServedListener listener) =>
        listener.Certificates.Select(secret => new ListenerCertificate(listener.Name, listener.Spec.Hostname, secret.KeyPair!));
}
