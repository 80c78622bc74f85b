using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Finds the Service and the port that a reference means, where it may mean them.</summary>
internal sealed class ServiceCatalog(
    ManifestSet manifests, ReferenceGrants grants, TranslationOptions options, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, ServiceResource> _services = manifests
        .All<ServiceResource>()
        .ToDictionary(service => service.Name, StringComparer.Ordinal);

    /// <summary>The Service and its port; <see langword="null"/>, a finding and a warning, where there is none or it is not allowed.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="findings">Of the route that has it.</param>
    /// <param name="at">Where it is written.</param>
    public (ServiceResource Service, ServicePort Port)? Find(BackendReference reference, RouteFindings findings, FieldPath at) =>
        FindService(reference, findings, at) is { } service
        && IsAllowed(service, findings, at)
        && FindPort(service, reference.Port ?? 0, findings, at) is { } port
            ? (service, port)
            : null;

    private ServiceResource? FindService(BackendReference reference, RouteFindings findings, FieldPath at)
    {
        RouteResource route = findings.Route;
        ObjectReference target = new(reference.Group, reference.Kind, reference.Namespace, reference.Name);
        string name = $"{reference.Namespace ?? route.Metadata.Namespace}/{reference.Name}";

        if (target is not { Group: KindNames.CoreGroup, Kind: KindNames.Service })
        {
            diagnostics.Report(ManifestDiagnostics.BackendKindUnknown, at.Field("kind"), null, target.GroupKind);
            findings.AddUnresolved(Reasons.InvalidKind, $"kind {target.GroupKind} can not be a backend");
            return null;
        }

        if (!grants.Allow(route, target))
        {
            diagnostics.Report(ManifestDiagnostics.RefNotPermitted, at.Field("namespace"), null, $"Service {name}", route.Kind);
            findings.AddUnresolved(Reasons.RefNotPermitted, $"no ReferenceGrant lets {route.ObjectName} refer to Service {name}");
            return null;
        }

        findings.AddService(name);

        if (!_services.TryGetValue(name, out ServiceResource? service))
        {
            diagnostics.Report(ManifestDiagnostics.ServiceMissing, at.Field("name"), null, name);
            findings.AddUnresolved(Reasons.BackendNotFound, $"there is no Service {name}");
        }

        return service;
    }

    private ServicePort? FindPort(ServiceResource service, int number, RouteFindings findings, FieldPath at)
    {
        string transport = findings.Route.Kind == KindNames.UdpRoute ? "UDP" : ServicePort.Tcp;
        bool isOther = false;

        foreach (ServicePort port in service.Ports)
        {
            if (port.Port == number && port.Protocol == transport)
            {
                return port;
            }

            isOther |= port.Port == number;
        }

        diagnostics.Report(ManifestDiagnostics.ServicePortMissing, at.Field("port"), null, service.Name, number, transport);
        findings.AddUnresolved(
            isOther ? Reasons.UnsupportedProtocol : Reasons.BackendNotFound, $"Service {service.Name} has no {transport} port {number}");
        return null;
    }

    // Gateway API has no reason for a Service of a type that is not served. InvalidKind is the nearest, "an unknown or
    // unsupported kind"; RefNotPermitted would promise that a ReferenceGrant helps.
    private bool IsAllowed(ServiceResource service, RouteFindings findings, FieldPath at)
    {
        if (service.ExternalName is null)
        {
            return true;
        }

        if (!options.AllowExternalName)
        {
            diagnostics.Report(ManifestDiagnostics.ExternalNameRefused, at.Field("name"), null, service.Name);
            findings.AddUnresolved(Reasons.InvalidKind, $"Service {service.Name} is of type ExternalName, which is not allowed here");
            return false;
        }

        if (!BackendEndpoint.IsName(service.ExternalName))
        {
            diagnostics.Report(ManifestDiagnostics.ExternalNameUnusable, at.Field("name"), service.ExternalName, service.Name);
            findings.AddUnresolved(Reasons.InvalidKind, $"the externalName of Service {service.Name} is not a DNS name");
            return false;
        }

        return true;
    }
}
