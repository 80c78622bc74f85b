using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>What attaches to other objects of its namespace (GEP-713).</summary>
internal abstract record PolicyResource : Resource
{
    public ValueList<PolicyTarget> TargetRefs { get; init; }
}

/// <summary>What a policy is about.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, in the policy's namespace.</param>
/// <param name="SectionName">A listener, a named rule or a named port of it; <see langword="null"/> for all of it.</param>
internal sealed record PolicyTarget(string Group, string Kind, string Name, string? SectionName);

/// <summary>A BackendTLSPolicy (Gateway API v1): how to speak TLS to a Service.</summary>
internal sealed record BackendTlsPolicyResource : PolicyResource
{
    public override string Kind => KindNames.BackendTlsPolicy;

    /// <summary>The server name that is sent, and without <see cref="SubjectAltNames"/> verified.</summary>
    public required string Hostname { get; init; }

    public ValueList<ObjectReference> CaCertificateRefs { get; init; }

    /// <summary>A set of certificates known by name; <see langword="null"/> where references say which.</summary>
    public string? WellKnownCaCertificates { get; init; }

    public ValueList<SubjectAltName> SubjectAltNames { get; init; }
}

/// <param name="IsUri">Whether it is a URI; else a hostname.</param>
/// <param name="Value">What the certificate must have.</param>
internal sealed record SubjectAltName(bool IsUri, string Value);
