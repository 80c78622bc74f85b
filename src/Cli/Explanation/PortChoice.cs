using System.Diagnostics.CodeAnalysis;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli;

/// <summary>Finds the port that a question is about; what goes without saying may be left out.</summary>
internal static class PortChoice
{
    /// <param name="snapshot">The configuration.</param>
    /// <param name="gateway">Namespace and name; <see langword="null"/> where there is only one that fits.</param>
    /// <param name="port">The declared port; <see langword="null"/> where there is only one that fits.</param>
    /// <param name="chosen">The port.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryChoose(
        TrafficSnapshot snapshot,
        string? gateway,
        int? port,
        [NotNullWhen(true)] out PortSnapshot? chosen,
        [NotNullWhen(false)] out string? problem)
    {
        PortSnapshot[] fitting =
        [
            .. snapshot.Ports.ToArray().Where(known => (gateway is null || known.Key.Gateway == gateway) && (port is null || known.Key.Port == port)),
        ];
        chosen = fitting.Length == 1 ? fitting[0] : null;
        problem = fitting.Length switch
        {
            1 => null,
            0 => $"no port of the configuration fits {Asked(gateway, port)}; there are: {Names(snapshot.Ports.ToArray())}",
            _ => $"several ports fit {Asked(gateway, port)}, choose by --gateway and --port: {Names(fitting)}",
        };
        return chosen is not null;
    }

    private static string Asked(string? gateway, int? port) => (gateway, port) switch
    {
        (null, null) => "the question",
        (null, _) => $"--port {port}",
        (_, null) => $"--gateway {gateway}",
        _ => $"--gateway {gateway} --port {port}",
    };

    private static string Names(PortSnapshot[] ports) => string.Join(", ", ports.Select(static port => $"{port.Key.Gateway} {port.Key.Port}"));
}
