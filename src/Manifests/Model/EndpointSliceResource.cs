using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>An EndpointSlice (Kubernetes discovery.k8s.io/v1): addresses behind a Service.</summary>
internal sealed record EndpointSliceResource : Resource
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";
    public const string Fqdn = "FQDN";

    public override string Kind => KindNames.EndpointSlice;

    public required string AddressType { get; init; }

    public ValueList<SliceEndpoint> Endpoints { get; init; }

    public ValueList<SlicePort> Ports { get; init; }

    /// <summary>The Service's name, in the slice's namespace; <see langword="null"/> where the slice belongs to none.</summary>
    public string? ServiceName => Metadata.FindLabel(ServiceNameLabel);
}

/// <summary>An endpoint of a slice.</summary>
/// <param name="Addresses">Its addresses; Kubernetes says that only the first counts.</param>
/// <param name="IsReady">Whether it takes requests. Unsaid means ready (EndpointConditions.ready).</param>
internal sealed record SliceEndpoint(ValueList<string> Addresses, bool IsReady);

/// <summary>A port of a slice.</summary>
/// <param name="Name">The Service port's name; empty where that has none.</param>
/// <param name="Port">The number; <see langword="null"/> for every port.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
internal sealed record SlicePort(string Name, int? Port, string Protocol);
