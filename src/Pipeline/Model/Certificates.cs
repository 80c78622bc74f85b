using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gatehouse.Primitives;

namespace Gatehouse.Pipeline;

/// <summary>A text that is never printed. Equal to another of the same text, so that what did not change is not loaded again.</summary>
/// <param name="text">The text.</param>
public sealed class SecretText(string text) : IEquatable<SecretText>
{
    private readonly string _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The text itself: for the one who needs it, never for a log.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] SecretText? other) =>
        other is not null
        && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(_text.AsSpan()), MemoryMarshal.AsBytes(other._text.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>[redacted]</c>.</summary>
    public override string ToString() => "[redacted]";
}

/// <summary>A certificate with its private key.</summary>
/// <param name="Certificates">The certificate, then its issuers, in PEM (RFC 7468).</param>
/// <param name="PrivateKey">Its key, in PEM.</param>
public sealed record CertificateKeyPair(SecretText Certificates, SecretText PrivateKey);

/// <summary>A server certificate of a listener.</summary>
/// <param name="Listener">The listener's <see cref="Routing.RouteListener.Name"/>.</param>
/// <param name="Hostname">The hosts (SNI) it is shown to; <see langword="null"/> for every one.</param>
/// <param name="KeyPair">The certificate.</param>
public sealed record ListenerCertificate(string Listener, string? Hostname, CertificateKeyPair KeyPair);

/// <summary>How the certificates of clients are verified (Gateway API, FrontendTLSValidation).</summary>
/// <param name="CaCertificates">Who is trusted, in PEM; only they are.</param>
/// <param name="Mode">What happens to a client without a valid certificate.</param>
public sealed record ClientCertificateValidation(ValueList<string> CaCertificates, ClientCertificateMode Mode);

/// <summary>What happens to a client without a valid certificate (Gateway API, FrontendValidationModeType).</summary>
public enum ClientCertificateMode : byte
{
    /// <summary>Its handshake fails.</summary>
    AllowValidOnly = 0,

    /// <summary>It is asked for one and served in any case.</summary>
    AllowInsecureFallback,
}

/// <summary>How TLS is spoken to a backend (Gateway API, BackendTLSPolicy).</summary>
public sealed record BackendTls
{
    /// <summary>The server name that is sent, and unless <see cref="SubjectAltNames"/> says otherwise verified.</summary>
    public required string Hostname { get; init; }

    /// <summary>Who is trusted, in PEM. Empty: nobody, unless <see cref="UsesSystemTrust"/>; every handshake then fails.</summary>
    public ValueList<string> CaCertificates { get; init; }

    /// <summary>Whether the system's certificate authorities are trusted.</summary>
    public bool UsesSystemTrust { get; init; }

    /// <summary>What the certificate must have, any of them; at most 5. Empty: the <see cref="Hostname"/>.</summary>
    public ValueList<BackendSubjectAltName> SubjectAltNames { get; init; }
}

/// <summary>A name in a backend's certificate.</summary>
/// <param name="IsUri">Whether it is a URI, such as a SPIFFE ID; else a hostname, perhaps with a wildcard.</param>
/// <param name="Value">The name.</param>
public sealed record BackendSubjectAltName(bool IsUri, string Value);
