using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Resolves references to Services, and makes a backend of each that a listener's route refers to.</summary>
internal sealed class BackendCatalog
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, ServiceResource> _services;
    private readonly EndpointIndex _endpoints;
    private readonly Dictionary<string, (ServiceResource Service, ServicePort Port)> _resolved = new(StringComparer.Ordinal);

    public BackendCatalog(ManifestSet manifests, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _services = manifests.All<ServiceResource>().ToDictionary(service => service.Name, StringComparer.Ordinal);
        _endpoints = new EndpointIndex(manifests, diagnostics);
    }

    /// <summary>The backend's key; <see langword="null"/>, and a warning, where there is none or it is not allowed.</summary>
    public string? Resolve(Resource route, BackendReference reference, FieldPath at)
    {
        if (reference.Group != KindNames.CoreGroup || reference.Kind != KindNames.Service)
        {
            string kind = reference.Group.Length == 0 ? reference.Kind : $"{reference.Group}/{reference.Kind}";
            _diagnostics.Report(ManifestDiagnostics.BackendKindUnknown, at.Field("kind"), null, kind);
            return null;
        }

        string space = reference.Namespace ?? route.Metadata.Namespace;
        string name = $"{space}/{reference.Name}";

        // Whether the Service exists must not be told to those who may not refer to it, so the grant is asked first.
        if (space != route.Metadata.Namespace)
        {
            _diagnostics.Report(ManifestDiagnostics.RefNotPermitted, at.Field("namespace"), null, name);
            return null;
        }

        if (!_services.TryGetValue(name, out ServiceResource? service))
        {
            _diagnostics.Report(ManifestDiagnostics.ServiceMissing, at.Field("name"), null, name);
            return null;
        }

        return ResolvePort(service, reference.Port ?? 0, at);
    }

    /// <summary>The backends that the routes of these ports refer to, in the order of their keys.</summary>
    public ValueList<Backend> Collect(ValueList<GatewayPort> ports)
    {
        SortedSet<string> used = new(StringComparer.Ordinal);

        foreach (HttpRoute route in ports.SelectMany(port => port.Listeners).SelectMany(listener => listener.HttpRoutes))
        {
            used.UnionWith(route.Rules.SelectMany(rule => rule.Backends).Select(backend => backend.Id).OfType<string>());
        }

        return used.Select(Create).ToValueList();
    }

    private string? ResolvePort(ServiceResource service, int number, FieldPath at)
    {
        foreach (ServicePort port in service.Ports)
        {
            if (port.Port == number && port.Protocol == ServicePort.Tcp)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{number}");
                _resolved[id] = (service, port);
                return id;
            }
        }

        _diagnostics.Report(ManifestDiagnostics.ServicePortMissing, at.Field("port"), null, service.Name, number);
        return null;
    }

    private Backend Create(string id)
    {
        (ServiceResource service, ServicePort port) = _resolved[id];
        FieldPath at = FieldPath.Of(service.ObjectName).Field("spec").Field("ports").Index(service.Ports.AsSpan().IndexOf(port));
        ValueList<BackendEndpoint> endpoints = _endpoints.Find(service, port);

        if (endpoints.IsEmpty)
        {
            _diagnostics.Report(ManifestDiagnostics.NoEndpoints, at, null, service.Name, port.Port);
        }

        return new Backend { Id = id, Protocol = ProtocolOf(port, at), Endpoints = endpoints };
    }

    private BackendProtocol ProtocolOf(ServicePort port, FieldPath at)
    {
        switch (port.AppProtocol)
        {
            case "kubernetes.io/h2c":
                return BackendProtocol.H2c;
            case null or "http" or "kubernetes.io/ws":
                return BackendProtocol.Http1;
            default:
                _diagnostics.Report(ManifestDiagnostics.AppProtocolNotServed, at.Field("appProtocol"), null, port.AppProtocol);
                return BackendProtocol.Http1;
        }
    }
}
