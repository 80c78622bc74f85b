using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Pipeline;

/// <summary>What linking may find.</summary>
public static class LinkDiagnostics
{
    /// <summary>A route names a backend that does not exist.</summary>
    public static DiagnosticDescriptor UnknownBackend { get; } = new(
        "LK6001",
        DiagnosticSeverity.Warning,
        "must name a backend of the configuration; until it does its share of the requests is answered 500",
        "add the backend or correct the reference");

    /// <summary>One port of a Gateway is given twice.</summary>
    public static DiagnosticDescriptor DuplicatePort { get; } = new(
        "LK6002",
        DiagnosticSeverity.Error,
        "port {0} must be given once",
        "put the listeners of port {0} under one port");

    /// <summary>Two backends share an id.</summary>
    public static DiagnosticDescriptor DuplicateBackend { get; } = new(
        "LK6003",
        DiagnosticSeverity.Error,
        "must be the id of one backend only",
        "merge the backends or give each its own id");

    /// <summary>An endpoint is not an address and a port.</summary>
    public static DiagnosticDescriptor BadEndpoint { get; } = new(
        "LK6004",
        DiagnosticSeverity.Error,
        "must be an IP address or a DNS name, and a port from 1 to 65535",
        "write an IP address, or a name without wildcard and trailing dot, and a port");

    /// <summary>A listener's certificate cannot be read, or the key is not its own.</summary>
    public static DiagnosticDescriptor BadCertificate { get; } = new(
        "LK6005",
        DiagnosticSeverity.Error,
        "must be certificates in PEM, that of listener {0} first, with its own unencrypted RSA or ECDSA key",
        "give the certificate, then its issuers, and the private key that belongs to the first");

    /// <summary>A listener of an HTTPS port has no certificate.</summary>
    public static DiagnosticDescriptor NoCertificate { get; } = new(
        "LK6006",
        DiagnosticSeverity.Error,
        "must have a certificate for listener {0} of HTTPS port {1}",
        "add a certificate that names the listener");

    /// <summary>A certificate names a listener that its port does not have.</summary>
    public static DiagnosticDescriptor UnknownListener { get; } = new(
        "LK6007",
        DiagnosticSeverity.Warning,
        "must name a listener of port {0}; until it does the certificate is shown to nobody",
        "add the listener or correct the name");

    /// <summary>An authority for clients' certificates cannot be read.</summary>
    public static DiagnosticDescriptor BadAuthority { get; } = new(
        "LK6008",
        DiagnosticSeverity.Error,
        "must be the certificates, in PEM, of the authorities that clients' certificates are verified by",
        "give the certificate of each authority that is to be trusted");

    /// <summary>A cleartext port is given certificates.</summary>
    public static DiagnosticDescriptor CertificatesInCleartext { get; } = new(
        "LK6009",
        DiagnosticSeverity.Error,
        "port {0} has certificates, so its scheme must be HTTPS",
        "set the scheme to HTTPS, or drop the certificates");

    /// <summary>The hosts of a certificate are not given by a hostname.</summary>
    public static DiagnosticDescriptor BadCertificateHostname { get; } = new(
        "LK6010",
        DiagnosticSeverity.Error,
        "must be a hostname, exact or with one leading '*.'",
        "write the hostname that the certificate is shown for, or none to show it for every one");

    /// <summary>A rate limit policy names a default plan that does not exist.</summary>
    public static DiagnosticDescriptor UnknownPlan { get; } = new(
        "LK6011",
        DiagnosticSeverity.Warning,
        "must name a plan of the configuration; until it does the requests of the policy are answered 500",
        "add the plan or correct the name");

    /// <summary>A rate limit policy is attached to what does not exist.</summary>
    public static DiagnosticDescriptor UnknownLimitTarget { get; } = new(
        "LK6012",
        DiagnosticSeverity.Warning,
        "must be a Gateway, a listener, a route or a named rule of the configuration; until it is the policy has no effect there",
        "add the target or correct its name");

    /// <summary>A customer has a plan that does not exist.</summary>
    public static DiagnosticDescriptor UnknownCustomerPlan { get; } = new(
        "LK6013",
        DiagnosticSeverity.Warning,
        "must name a plan of the configuration; until it does the customer has the default plan",
        "add the plan or correct the name");

    /// <summary>Two customers share a name.</summary>
    public static DiagnosticDescriptor DuplicateCustomer { get; } = new(
        "LK6014",
        DiagnosticSeverity.Error,
        "must be the name of one customer only",
        "give the customer one plan");

    /// <summary>Two rate limit policies share a name.</summary>
    public static DiagnosticDescriptor DuplicateLimitPolicy { get; } = new(
        "LK6015",
        DiagnosticSeverity.Error,
        "must be the name of one rate limit policy only",
        "merge the policies or give each its own name");

    /// <summary>Two rate limit policies share a target.</summary>
    public static DiagnosticDescriptor LimitTargetRepeated { get; } = new(
        "LK6016",
        DiagnosticSeverity.Error,
        "must be the target of one rate limit policy only",
        "merge the policies or attach one of them to something else");

    /// <summary>What names whose level is charged cannot be read.</summary>
    public static DiagnosticDescriptor BadLimitKey { get; } = new(
        "LK6017",
        DiagnosticSeverity.Error,
        "must name a header or claim where it is one, with 8 to 32 bits of an IPv4 address and 16 to 128 of an IPv6 address",
        "name the header or claim, or correct the lengths of the prefixes");

    /// <summary>A request costs nothing, or more than its limit ever has.</summary>
    public static DiagnosticDescriptor BadLimitCost { get; } = new(
        "LK6018",
        DiagnosticSeverity.Error,
        "must be from 1 to {0}, the most that a request may cost there",
        "correct the cost, or give the limit more permits");

    /// <summary>A request would be charged to too many limits.</summary>
    public static DiagnosticDescriptor TooManyLimits { get; } = new(
        "LK6019",
        DiagnosticSeverity.Error,
        "must charge at most {0} limits at once; these are those of plan {1} and the policy's own that go by who is asking",
        "drop limits of the plan or of the policy");

    /// <summary>Every descriptor above.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownBackend,
        DuplicatePort,
        DuplicateBackend,
        BadEndpoint,
        BadCertificate,
        NoCertificate,
        UnknownListener,
        BadAuthority,
        CertificatesInCleartext,
        BadCertificateHostname,
        UnknownPlan,
        UnknownLimitTarget,
        UnknownCustomerPlan,
        DuplicateCustomer,
        DuplicateLimitPolicy,
        LimitTargetRepeated,
        BadLimitKey,
        BadLimitCost,
        TooManyLimits,
    ];
}
