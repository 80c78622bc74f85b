using System.Globalization;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Resolves references to Services, and makes a backend of each that a served route refers to.</summary>
internal sealed class BackendCatalog(
    ServiceCatalog services, EndpointIndex endpoints, BackendTlsPolicies policies, DiagnosticBag diagnostics)
{
    private readonly SortedDictionary<string, BackendPort> _used = new(StringComparer.Ordinal);
    private readonly HashSet<WarnedPort> _warned = [];

    /// <summary>The backend's key; <see langword="null"/>, a finding and a warning, where there is none or it is not allowed.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="findings">Of the route that has it.</param>
    /// <param name="at">Where it is written.</param>
    /// <param name="isSideways">Whether it gets no share of the requests, as the backend of a filter.</param>
    public string? Resolve(BackendReference reference, RouteFindings findings, FieldPath at, bool isSideways = false)
    {
        if (services.Find(reference, findings, at) is not (ServiceResource service, ServicePort port))
        {
            return null;
        }

        string id = IdOf(service, port);
        bool isStream = findings.Route is StreamRouteResource;
        BackendTlsPolicyResource? policy = isStream ? null : policies.Find(service, port);
        BackendProtocol protocol = isStream ? BackendProtocol.Http1 : ProtocolOf(service, port, findings);

        if (!isStream && !IsUsable(service, port, policy, findings, at))
        {
            return null;
        }

        // One Service may be behind routes of both kinds, and gRPC is HTTP/2 whatever the Service says of its port.
        if (findings.Route is GrpcRouteResource && protocol != BackendProtocol.H2c)
        {
            (id, protocol) = ($"{id}+h2c", BackendProtocol.H2c);
        }

        if (findings.IsServed && !isSideways && !isStream)
        {
            _used[id] = new BackendPort(service, port, protocol, policy);
        }

        return policy is null ? id : Withhold(policy, service, port);
    }

    /// <summary>The backends that served routes refer to, in the order of their keys.</summary>
    public ValueList<Backend> Collect() => _used.Select(used => Create(used.Key, used.Value)).ToValueList();

    // "kubernetes.io/wss" is TLS: without a policy nobody knows whom to trust, and cleartext is not what was meant.
    private bool IsUsable(
        ServiceResource service, ServicePort port, BackendTlsPolicyResource? policy, RouteFindings findings, FieldPath at)
    {
        bool isRefused = port.AppProtocol switch
        {
            "kubernetes.io/wss" => policy is null || findings.Route is GrpcRouteResource,
            "kubernetes.io/ws" => findings.Route is GrpcRouteResource,
            _ => false,
        };

        if (isRefused)
        {
            diagnostics.Report(ManifestDiagnostics.AppProtocolUnusable, at.Field("port"), port.AppProtocol, service.Name, findings.Route.Kind);
            findings.AddUnresolved(
                Reasons.UnsupportedProtocol, $"{findings.Route.Kind} can not use appProtocol {port.AppProtocol} of Service {service.Name}");
        }

        return !isRefused;
    }

    private BackendProtocol ProtocolOf(ServiceResource service, ServicePort port, RouteFindings findings)
    {
        switch (port.AppProtocol)
        {
            case "kubernetes.io/h2c":
                return BackendProtocol.H2c;
            case null or "http" or "kubernetes.io/ws" or "kubernetes.io/wss":
                return BackendProtocol.Http1;
            default:
                if (findings.IsServed && _warned.Add(new WarnedPort(service.Name, port.Port)))
                {
                    diagnostics.Report(
                        ManifestDiagnostics.AppProtocolNotServed, PathOf(service, port).Field("appProtocol"), null, port.AppProtocol);
                }

                return BackendProtocol.Http1;
        }
    }

    // Cleartext to who asked for TLS would be worse than no answer. The reference is withheld until a data plane speaks
    // TLS to backends; the backend itself is in the configuration, with all that it needs for that.
    private string? Withhold(BackendTlsPolicyResource policy, ServiceResource service, ServicePort port)
    {
        if (_warned.Add(new WarnedPort(policy.Name + " " + service.Name, port.Port)))
        {
            diagnostics.Report(ManifestDiagnostics.BackendTlsNotServed, FieldPath.Of(policy.ObjectName), null, IdOf(service, port));
        }

        return null;
    }

    private Backend Create(string id, BackendPort used)
    {
        ValueList<BackendEndpoint> found = endpoints.Find(used.Service, used.Port);

        if (found.IsEmpty)
        {
            diagnostics.Report(ManifestDiagnostics.NoEndpoints, PathOf(used.Service, used.Port), null, used.Service.Name, used.Port.Port);
        }

        return new Backend
        {
            Id = id,
            Protocol = used.Protocol,
            Tls = used.Policy is null ? null : policies.Resolve(used.Policy),
            Endpoints = found,
        };
    }

    private static string IdOf(ServiceResource service, ServicePort port) =>
        string.Create(CultureInfo.InvariantCulture, $"{service.Name}:{port.Port}");

    private static FieldPath PathOf(ServiceResource service, ServicePort port) =>
        FieldPath.Of(service.ObjectName).Field("spec").Field("ports").Index(service.Ports.AsSpan().IndexOf(port));

    private sealed record BackendPort(
        ServiceResource Service, ServicePort Port, BackendProtocol Protocol, BackendTlsPolicyResource? Policy);

    private readonly record struct WarnedPort(string Name, int Port);
}
