using System.Net;

namespace Gatehouse.Resilience;

/// <summary>An address that answers for a backend. Immutable; equal endpoints have equal addresses.</summary>
public sealed class UpstreamEndpoint : IEquatable<UpstreamEndpoint>
{
    /// <summary>An endpoint at an address and port.</summary>
    public UpstreamEndpoint(IPEndPoint address)
    {
        Address = address;
        Authority = address.ToString();
        HttpOrigin = "http://" + Authority;
    }

    /// <summary>Its address and port.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Address and port as a URI writes them: <c>10.0.0.7:8080</c>, <c>[::1]:8080</c>. Also its key.</summary>
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
