using System.Globalization;
using System.Net;

namespace Gatehouse.Resilience;

/// <summary>An address that answers for a backend. Immutable; equal endpoints have equal addresses.</summary>
public sealed class UpstreamEndpoint : IEquatable<UpstreamEndpoint>
{
    /// <summary>An endpoint at an IP address and port.</summary>
    public UpstreamEndpoint(IPEndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        Host = address.Address.ToString();
        Port = address.Port;
        Authority = address.ToString();
        HttpOrigin = "http://" + Authority;
    }

    /// <summary>An endpoint at a DNS name and port. Whoever opens a connection to it asks for the name's addresses then.</summary>
    public UpstreamEndpoint(DnsEndPoint name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Address = name;
        Host = name.Host;
        Port = name.Port;
        Authority = string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}");
        HttpOrigin = "http://" + Authority;
    }

    /// <summary>Its address and port: an <see cref="IPEndPoint"/> or a <see cref="DnsEndPoint"/>.</summary>
    public EndPoint Address { get; }

    /// <summary>Its IP address or DNS name, without the port: <c>10.0.0.7</c>, <c>::1</c>, <c>products.example</c>.</summary>
    public string Host { get; }

    /// <summary>Its port, 0 to 65535.</summary>
    public int Port { get; }

    /// <summary>
    /// Address and port as a URI writes them: <c>10.0.0.7:8080</c>, <c>[::1]:8080</c>, <c>products.example:8080</c>. Also its key.
    /// </summary>
    public string Authority { get; }

    /// <summary>The origin of cleartext HTTP there, formatted once: <c>http://10.0.0.7:8080</c>.</summary>
    public string HttpOrigin { get; }

    /// <inheritdoc/>
    public bool Equals(UpstreamEndpoint? other) => other is not null && other.Authority == Authority;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UpstreamEndpoint);

    /// <inheritdoc/>
    public override int GetHashCode() => Authority.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Authority;
}
