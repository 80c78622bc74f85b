using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>A listener while it is judged and routes are attached to it.</summary>
internal sealed class ServedListener(ServedGateway gateway, ListenerOwner owner, GatewayListener spec, FieldPath path)
{
    public ServedGateway Gateway => gateway;

    /// <summary>The Gateway, or the ListenerSet that adds it.</summary>
    public ListenerOwner Owner => owner;

    public GatewayListener Spec => spec;

    public FieldPath Path => path;

    public bool IsOfSet => owner is ListenerSetResource;

    public ListenerFamily Family { get; } = ListenerProtocols.FamilyOf(spec.Protocol);

    public HostnamePattern? Hostname { get; } = spec.Hostname is null ? null : HostnamePattern.Parse(spec.Hostname);

    /// <summary>Unique on its port: a ListenerSet may call its listener as the Gateway calls one of its own.</summary>
    public string Name => IsOfSet ? $"{gateway.Resource.Name}/{owner.Name}/{spec.Name}" : $"{owner.Name}/{spec.Name}";

    /// <summary>The kinds of routes that may attach.</summary>
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Why it is not accepted.</summary>
    public Fault? Acceptance { get; set; }

    /// <summary>Which of its references do not resolve.</summary>
    public Fault? Resolution { get; set; }

    /// <summary>With what it is in conflict.</summary>
    public Fault? Conflict { get; set; }

    /// <summary>What its TLS settings overlap with.</summary>
    public Fault? Overlap { get; set; }

    /// <summary>Whether its port is another Gateway's.</summary>
    public bool IsPortLost => Acceptance?.Reason == Reasons.PortUnavailable;

    public List<SecretResource> Certificates { get; } = [];

    public ClientCertificateValidation? ClientCertificates { get; set; }

    public int AttachedRoutes { get; set; }

    /// <summary>In the order of their names, each once.</summary>
    public List<HttpRoute> HttpRoutes { get; } = [];

    /// <inheritdoc cref="HttpRoutes"/>
    public List<GrpcRoute> GrpcRoutes { get; } = [];

    // A kind that is not known takes nothing from the known ones; every other unresolved reference means that it would
    // be served otherwise than its author wants.
    public bool IsProgrammed =>
        gateway.IsAccepted
        && Acceptance is null
        && (Resolution is null || (Resolution.Reason == Reasons.InvalidRouteKinds && Kinds.Count > 0));

    public RouteListener ToListener() => new()
    {
        Name = Name,
        Hostname = spec.Hostname,
        Scheme = Family == ListenerFamily.Tls ? ListenerScheme.Https : ListenerScheme.Http,
        Port = spec.Port,
        HttpRoutes = HttpRoutes.ToValueList(),
        GrpcRoutes = GrpcRoutes.ToValueList(),
    };
}
