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

    /// <summary>Every descriptor above.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [UnknownBackend, DuplicatePort, DuplicateBackend, BadEndpoint];
}
