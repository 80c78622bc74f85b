using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Finds the ready endpoints of a Service's port in the EndpointSlices.</summary>
internal sealed class EndpointIndex
{
    private readonly ILookup<string, EndpointSliceResource> _slices;

    public EndpointIndex(ManifestSet manifests, DiagnosticBag diagnostics)
    {
        List<EndpointSliceResource> usable = [];

        foreach (EndpointSliceResource slice in manifests.All<EndpointSliceResource>())
        {
            if (slice.AddressType == EndpointSliceResource.Fqdn)
            {
                diagnostics.Report(ManifestDiagnostics.FqdnNotServed, FieldPath.Of(slice.ObjectName).Field("addressType"));
            }
            else if (slice.ServiceName is not null)
            {
                usable.Add(slice);
            }
        }

        _slices = usable.ToLookup(slice => $"{slice.Metadata.Namespace}/{slice.ServiceName}", StringComparer.Ordinal);
    }

    /// <summary>
    /// Each endpoint once, in the order of addresses and ports: slices are shuffled and split at will. A Service that stands
    /// for a name has that one, at its own port: there is nobody in between who could translate it to a target port.
    /// </summary>
    public ValueList<BackendEndpoint> Find(ServiceResource service, ServicePort port) =>
        service.ExternalName is null ? FindReady(service, port) : [new BackendEndpoint(service.ExternalName, port.Port)];

    private ValueList<BackendEndpoint> FindReady(ServiceResource service, ServicePort port) =>
        _slices[service.Name]
            .SelectMany(slice => Expand(slice, port))
            .Distinct()
            .OrderBy(endpoint => endpoint.Address, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Port)
            .ToValueList();

    // A slice's port belongs to the Service's port of the same name; a port without number stands for every one.
    // "No semantics are defined for additional addresses beyond the first" (EndpointSlice, Endpoint.addresses).
    private static IEnumerable<BackendEndpoint> Expand(EndpointSliceResource slice, ServicePort port) =>
        from slicePort in slice.Ports
        where slicePort.Name == port.Name && slicePort.Protocol == port.Protocol
        from endpoint in slice.Endpoints
        where endpoint.IsReady && !endpoint.Addresses.IsEmpty
        select new BackendEndpoint(endpoint.Addresses[0], slicePort.Port ?? port.TargetPort ?? port.Port);
}
