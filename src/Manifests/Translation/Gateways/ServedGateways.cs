using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>The Gateways of our classes, with their ListenerSets, each judged.</summary>
internal sealed class ServedGateways
{
    private readonly Dictionary<string, GatewayClassResource> _classes;
    private readonly Dictionary<string, GatewayResource> _declared;
    private readonly SortedDictionary<string, ServedGateway> _served = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServedListenerSet> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListenerSetResource> _declaredSets;

    private ServedGateways(ManifestSet manifests)
    {
        _classes = manifests.All<GatewayClassResource>().ToDictionary(known => known.Name, StringComparer.Ordinal);
        _declared = manifests.All<GatewayResource>().ToDictionary(gateway => gateway.Name, StringComparer.Ordinal);
        _declaredSets = manifests.All<ListenerSetResource>().ToDictionary(set => set.Name, StringComparer.Ordinal);
    }

    public IEnumerable<ServedGateway> All => _served.Values;

    public IEnumerable<ServedListenerSet> Sets => _served.Values.SelectMany(gateway => gateway.Sets);

    /// <summary>The classes that are served here.</summary>
    public IEnumerable<GatewayClassResource> Classes => _classes.Values.Where(IsOurs).OrderBy(own => own.Name, StringComparer.Ordinal);

    public static ServedGateways Choose(
        ManifestSet manifests, NamespaceSelection namespaces, CertificateCatalog certificates, DiagnosticBag diagnostics)
    {
        ServedGateways gateways = new(manifests);
        GatewayInspection inspection = new(certificates, diagnostics);
        ListenerInspection listeners = new(certificates, new FrontendAuthorities(certificates), diagnostics);

        gateways.WarnOfParameters(diagnostics);
        gateways.AddGateways(manifests, diagnostics);
        gateways.AddSets(manifests, namespaces, diagnostics);

        foreach (ServedGateway gateway in gateways.All)
        {
            inspection.Inspect(gateway, gateways._classes[gateway.Resource.ClassName]);
            ListenerConflicts.Find(gateway, diagnostics);
            gateway.AllListeners.ToList().ForEach(listeners.Inspect);
            TlsOverlaps.Find(gateway, diagnostics);
        }

        gateways.RefuseSetsOfUnaccepted();
        PortClaims.Settle(gateways.All, diagnostics);
        return gateways;
    }

    /// <summary>Whether there is such a Gateway, of whatever class.</summary>
    public bool IsDeclared(string name) => _declared.ContainsKey(name);

    /// <summary>Whether there is such a ListenerSet, of whatever Gateway.</summary>
    public bool IsSetDeclared(string name) => _declaredSets.ContainsKey(name);

    /// <summary>The Gateway, if it is one of ours.</summary>
    public ServedGateway? Find(string name) => _served.GetValueOrDefault(name);

    /// <summary>The ListenerSet, if its Gateway is one of ours.</summary>
    public ServedListenerSet? FindSet(string name) => _sets.GetValueOrDefault(name);

    private static bool IsOurs(GatewayClassResource known) => known.ControllerName == ManifestTranslator.ControllerName;

    private void WarnOfParameters(DiagnosticBag diagnostics)
    {
        foreach (GatewayClassResource own in Classes.Where(own => own.HasParameters))
        {
            FieldPath at = FieldPath.Of(own.ObjectName).Field("spec").Field("parametersRef");
            diagnostics.Report(ManifestDiagnostics.ParametersUnknown, at, null, "the GatewayClass");
        }
    }

    private void AddGateways(ManifestSet manifests, DiagnosticBag diagnostics)
    {
        foreach (GatewayResource gateway in manifests.All<GatewayResource>())
        {
            FieldPath at = FieldPath.Of(gateway.ObjectName).Field("spec").Field("gatewayClassName");

            if (!_classes.TryGetValue(gateway.ClassName, out GatewayClassResource? found))
            {
                diagnostics.Report(ManifestDiagnostics.ClassMissing, at, null, gateway.ClassName);
            }
            else if (!IsOurs(found))
            {
                diagnostics.Report(ManifestDiagnostics.ForeignClass, at, gateway.ClassName, found.ControllerName);
            }
            else
            {
                _served.Add(gateway.Name, new ServedGateway(gateway));
            }
        }
    }

    // The oldest first: what it has, a younger one can not take ("ListenerSet precedence").
    private void AddSets(ManifestSet manifests, NamespaceSelection namespaces, DiagnosticBag diagnostics)
    {
        foreach (ListenerSetResource set in manifests.All<ListenerSetResource>()
            .OrderBy(set => set.Age)
            .ThenBy(set => set.Name, StringComparer.Ordinal))
        {
            FieldPath at = FieldPath.Of(set.ObjectName).Field("spec").Field("parentRef");
            string parent = $"{set.ParentRef.Namespace ?? set.Metadata.Namespace}/{set.ParentRef.Name}";
            bool isGateway = set.ParentRef is { Group: KindNames.GatewayGroup, Kind: KindNames.Gateway };

            if (!isGateway || !IsDeclared(parent))
            {
                string missing = $"there is no valid {set.ParentRef.Kind} {parent} that takes listeners";
                diagnostics.Report(ManifestDiagnostics.ListenerSetNotAttached, at, null, missing);
            }
            else if (Find(parent) is { } gateway)
            {
                AddSet(new ServedListenerSet(gateway, set), namespaces, at, diagnostics);
            }
        }
    }

    private void AddSet(ServedListenerSet set, NamespaceSelection namespaces, FieldPath at, DiagnosticBag diagnostics)
    {
        GatewayResource gateway = set.Gateway.Resource;

        if (!namespaces.Allow(gateway.AllowedListeners, gateway.Metadata.Namespace, set.Resource.Metadata.Namespace))
        {
            string message = $"Gateway {gateway.Name} allows no listeners of namespace {set.Resource.Metadata.Namespace}";
            set.Refusal = new Fault(Reasons.NotAllowed, message);
            diagnostics.Report(ManifestDiagnostics.ListenerSetNotAttached, at, null, message);
        }

        set.Gateway.Sets.Add(set);
        _sets.Add(set.Resource.Name, set);
    }

    private void RefuseSetsOfUnaccepted()
    {
        foreach (ServedListenerSet set in Sets.Where(set => !set.Gateway.IsAccepted))
        {
            set.Refusal ??= new Fault(Reasons.ParentNotAccepted, $"Gateway {set.Gateway.Resource.Name} is not accepted");
        }
    }
}
