namespace Gatehouse.Manifests;

/// <summary>A GatewayClass (Gateway API v1): which program serves the Gateways that name it.</summary>
internal sealed record GatewayClassResource : Resource
{
    public override string Kind => KindNames.GatewayClass;

    public required string ControllerName { get; init; }

    /// <summary>Whether it asks for parameters; there are none to be had.</summary>
    public bool HasParameters { get; init; }
}
