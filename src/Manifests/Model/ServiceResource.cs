using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>A Service (Kubernetes core v1), as far as a data plane needs it: its endpoints are in EndpointSlices.</summary>
internal sealed record ServiceResource : Resource
{
    public override string Kind => KindNames.Service;

    public ValueList<ServicePort> Ports { get; init; }

    /// <summary>
    /// The name that the Service stands for, of <c>type: ExternalName</c>; it has no endpoints then. <see langword="null"/> for
    /// every other type.
    /// </summary>
    public string? ExternalName { get; init; }
}

/// <summary>A port of a Service.</summary>
internal sealed record ServicePort
{
    public const string Tcp = "TCP";

    /// <summary>Empty where the Service has only this port.</summary>
    public string Name { get; init; } = "";

    public required int Port { get; init; }

    public string Protocol { get; init; } = Tcp;

    /// <summary>The number, where the target is one; slices say it where it is a name.</summary>
    public int? TargetPort { get; init; }

    public string? AppProtocol { get; init; }
}
