using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Hosting;

/// <summary>What the host may find when it takes a configuration live.</summary>
public static class HostingDiagnostics
{
    /// <summary>A listener's address and port cannot be bound.</summary>
    public static DiagnosticDescriptor BindFailed { get; } = new(
        "HO8001",
        DiagnosticSeverity.Error,
        "port {0} cannot be listened on: {1}",
        "stop the program that uses the port, declare another one, or run with a port offset");

    /// <summary>A Gateway's address is not an IP address.</summary>
    public static DiagnosticDescriptor BadAddress { get; } = new(
        "HO8003",
        DiagnosticSeverity.Error,
        "must be an IP address of this machine",
        "write an IP address, or none to listen on the host's default address");

    /// <summary>Two Gateways want one address and port.</summary>
    public static DiagnosticDescriptor AddressClaimed { get; } = new(
        "HO8004",
        DiagnosticSeverity.Warning,
        "the address and port belong to Gateway {0} already; this Gateway does not listen there",
        "give the Gateways different ports or addresses");

    /// <summary>The offset moves a port out of range.</summary>
    public static DiagnosticDescriptor PortOutOfRange { get; } = new(
        "HO8005",
        DiagnosticSeverity.Error,
        "port {0} with the port offset {1} must be 1 to 65535",
        "choose another port offset or declare another port");

    /// <summary>Every descriptor above.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [BindFailed, BadAddress, AddressClaimed, PortOutOfRange];
}
