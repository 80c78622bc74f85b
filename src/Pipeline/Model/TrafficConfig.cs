using Gatehouse.Primitives;
using Gatehouse.RateLimit;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>
/// Everything a data plane has to know, with every reference resolved: what the manifests are translated to, or what
/// a host builds in code. Compiled by <see cref="TrafficCompiler"/>.
/// </summary>
public sealed record TrafficConfig
{
    /// <summary>A configuration that serves nothing.</summary>
    public static TrafficConfig Empty { get; } = new();

    /// <summary>The ports to listen on, in any order.</summary>
    public ValueList<GatewayPort> Ports { get; init; }

    /// <summary>The backends that the routes refer to by <see cref="BackendRef.Id"/>, in any order.</summary>
    public ValueList<Backend> Backends { get; init; }

    /// <summary>The plans that customers may have, in any order.</summary>
    public ValueList<Plan> Plans { get; init; }

    /// <summary>The customers that the configuration names, in any order; a store may know more.</summary>
    public ValueList<Customer> Customers { get; init; }

    /// <summary>The rate limits, in any order.</summary>
    public ValueList<RateLimitPolicy> RateLimitPolicies { get; init; }
}

/// <summary>One port of one Gateway and the listeners that share it.</summary>
public sealed record GatewayPort
{
    /// <summary>Namespace and name of the Gateway: <c>shop/edge</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>The IP addresses to listen on; empty for the host's default address.</summary>
    public ValueList<string> Addresses { get; init; }

    /// <summary>The declared port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>What is spoken on it.</summary>
    public ListenerScheme Scheme { get; init; }

    /// <summary>Its listeners with their routes, in any order.</summary>
    public ValueList<RouteListener> Listeners { get; init; }

    /// <summary>The server certificates of an <see cref="ListenerScheme.Https"/> port; a listener may have several.</summary>
    public ValueList<ListenerCertificate> Certificates { get; init; }

    /// <summary>How clients prove who they are; <see langword="null"/>: they are not asked.</summary>
    public ClientCertificateValidation? ClientCertificates { get; init; }

    /// <summary>The certificate that the Gateway shows to backends that ask for one; <see langword="null"/>: none.</summary>
    public CertificateKeyPair? BackendCertificate { get; init; }
}

/// <summary>A backend: where the requests of a <see cref="BackendRef"/> go.</summary>
public sealed record Backend
{
    /// <summary>Its key, stable over reloads: <c>shop/products:80</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What its endpoints speak.</summary>
    public BackendProtocol Protocol { get; init; }

    /// <summary>
    /// How TLS is spoken to its endpoints; <see langword="null"/> for cleartext. Whoever can not speak it answers 500 and
    /// sends nothing.
    /// </summary>
    public BackendTls? Tls { get; init; }

    /// <summary>Its ready endpoints, in any order. Empty: status 503.</summary>
    public ValueList<BackendEndpoint> Endpoints { get; init; }
}

/// <summary>What a backend speaks (Gateway API, Service port appProtocol).</summary>
public enum BackendProtocol : byte
{
    /// <summary>HTTP/1.1, upgrades included.</summary>
    Http1 = 0,

    /// <summary>HTTP/2 in cleartext with prior knowledge (<c>kubernetes.io/h2c</c>).</summary>
    H2c,
}

/// <summary>An address that answers for a backend.</summary>
/// <param name="Address">
/// An IP address, or a DNS name, which is resolved whenever a connection is opened: it names whatever its owner says.
/// </param>
/// <param name="Port">Its port, 1 to 65535.</param>
public sealed record BackendEndpoint(string Address, int Port)
{
    /// <summary>
    /// Whether a text is a DNS name that an endpoint may have: without wildcard and trailing dot, and nothing that somebody
    /// could take for an IP address, such as <c>127.1</c>, <c>0x7f.1</c> or <c>10.0.0.256</c>.
    /// </summary>
    public static bool IsName(string text) =>
        HostnamePattern.TryParse(text, out HostnamePattern? name)
        && !name.IsWildcard
        && name.Value.AsSpan(name.Value.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9');
}
