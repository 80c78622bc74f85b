using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>The Gateways of our class, and those of their listeners that can be served.</summary>
internal sealed class ServedGateways
{
    private readonly Dictionary<string, GatewayResource> _declared = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ServedGateway> _served = new(StringComparer.Ordinal);

    public static ServedGateways Choose(ManifestSet manifests, DiagnosticBag diagnostics)
    {
        ServedGateways gateways = new();
        Dictionary<string, GatewayClassResource> classes =
            manifests.All<GatewayClassResource>().ToDictionary(known => known.Name, StringComparer.Ordinal);

        foreach (GatewayResource gateway in manifests.All<GatewayResource>())
        {
            gateways._declared.Add(gateway.Name, gateway);

            if (IsOurs(gateway, classes, diagnostics))
            {
                gateways._served.Add(gateway.Name, ServedGateway.Of(gateway, diagnostics));
            }
        }

        return gateways;
    }

    /// <summary>Whether there is such a Gateway, of whatever class.</summary>
    public bool IsDeclared(string name) => _declared.ContainsKey(name);

    /// <summary>The Gateway, if it is one of ours.</summary>
    public ServedGateway? Find(string name) => _served.GetValueOrDefault(name);

    public ValueList<GatewayPort> ToPorts() => _served.Values.SelectMany(gateway => gateway.ToPorts()).ToValueList();

    private static bool IsOurs(
        GatewayResource gateway, Dictionary<string, GatewayClassResource> classes, DiagnosticBag diagnostics)
    {
        FieldPath at = FieldPath.Of(gateway.ObjectName).Field("spec").Field("gatewayClassName");

        if (!classes.TryGetValue(gateway.ClassName, out GatewayClassResource? found))
        {
            diagnostics.Report(ManifestDiagnostics.ClassMissing, at, null, gateway.ClassName);
            return false;
        }

        if (found.ControllerName != ManifestTranslator.ControllerName)
        {
            diagnostics.Report(ManifestDiagnostics.ForeignClass, at, gateway.ClassName, found.ControllerName);
            return false;
        }

        return true;
    }
}

/// <summary>One Gateway of ours.</summary>
internal sealed class ServedGateway
{
    private readonly ValueList<string> _addresses;

    private ServedGateway(GatewayResource resource, ValueList<string> addresses, IReadOnlyList<ServedListener> listeners)
    {
        Resource = resource;
        _addresses = addresses;
        Listeners = listeners;
    }

    public GatewayResource Resource { get; }

    /// <summary>What is left of its listeners.</summary>
    public IReadOnlyList<ServedListener> Listeners { get; }

    public static ServedGateway Of(GatewayResource gateway, DiagnosticBag diagnostics) =>
        new(gateway, ChooseAddresses(gateway, diagnostics), ListenerChoice.Choose(gateway, diagnostics));

    public IEnumerable<GatewayPort> ToPorts() =>
        Listeners
            .GroupBy(listener => listener.Spec.Port)
            .OrderBy(port => port.Key)
            .Select(port => new GatewayPort
            {
                Gateway = Resource.Name,
                Addresses = _addresses,
                Port = port.Key,
                Scheme = ListenerScheme.Http,
                Listeners = port.OrderBy(listener => listener.Spec.Name, StringComparer.Ordinal)
                    .Select(listener => listener.ToListener())
                    .ToValueList(),
            });

    private static ValueList<string> ChooseAddresses(GatewayResource gateway, DiagnosticBag diagnostics)
    {
        List<string> addresses = [];
        FieldPath list = FieldPath.Of(gateway.ObjectName).Field("spec").Field("addresses");

        for (int i = 0; i < gateway.Addresses.Count; i++)
        {
            GatewayAddress address = gateway.Addresses[i];

            if (address.Type != GatewayAddress.IpAddressType)
            {
                diagnostics.Report(ManifestDiagnostics.AddressNotServed, list.Index(i), address.Value, address.Type);
            }
            else if (address.Value is not null)
            {
                addresses.Add(address.Value);
            }
        }

        return addresses.ToValueList();
    }
}
