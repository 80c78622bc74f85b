using Gatehouse.Hosting;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Samples.Gateway;

/// <summary>What the gateway serves, for people: where each Gateway listens, and which rule leads to which backend.</summary>
internal static class StartSummary
{
    // More than a screen or two is for a page, not for a console.
    private const int RulesMax = 200;

    // Longer conditions push their own backend aside and nobody else's.
    private const int ColumnMax = 60;

    internal static string Of(GatewayState state, Ink ink)
    {
        List<string> lines = [];

        foreach (GatewayPort port in state.LastReading?.Config.Ports ?? [])
        {
            lines.Add("");
            lines.Add(Head(port, state.Listeners, ink));
            lines.AddRange(Listeners(port, ink));
            lines.AddRange(Rules(port, ink));
        }

        return string.Join('\n', lines);
    }

    private static string Head(GatewayPort port, IReadOnlyList<BoundListener> listeners, Ink ink)
    {
        string[] addresses = [.. listeners.Where(bound => bound.Gateway == port.Gateway && bound.Port == port.Port).Select(UrlOf)];
        return addresses.Length == 0
            ? $"Gateway {ink.Bold(port.Gateway)} port {port.Port} is {ink.Yellow("not listened on")}"
            : $"Gateway {ink.Bold(port.Gateway)} on {string.Join(", ", addresses.Select(ink.Cyan))}{Declared(port, listeners, ink)}";
    }

    private static string Declared(GatewayPort port, IReadOnlyList<BoundListener> listeners, Ink ink) =>
        listeners.Any(bound => bound.Gateway == port.Gateway && bound.Port == port.Port && bound.Address.Port != port.Port)
            ? ink.Dim($" (port {port.Port})")
            : "";

    private static string UrlOf(BoundListener bound) => $"{(bound.Scheme == ListenerScheme.Https ? "https" : "http")}://{bound.Address}";

    // One listener for every host needs no line of its own.
    private static IEnumerable<string> Listeners(GatewayPort port, Ink ink) =>
        port.Listeners is [{ Hostname: null }]
            ? []
            : port.Listeners.Select(listener => $"  listener {listener.Name[(listener.Name.LastIndexOf('/') + 1)..]} {ink.Dim("for")} {listener.Hostname ?? "every other host"}");

    private static IEnumerable<string> Rules(GatewayPort port, Ink ink)
    {
        RuleLine[] rules = [.. RuleLine.Of(port)];
        int width = rules.Select(static rule => rule.Condition.Length).Where(static length => length <= ColumnMax).DefaultIfEmpty(0).Max();
        IEnumerable<string> lines = rules.Take(RulesMax).Select(rule => $"  {rule.Condition.PadRight(width)} {ink.Dim("->")} {(rule.IsServed ? rule.Answer : ink.Yellow(rule.Answer))}");
        return rules.Length > RulesMax ? lines.Append(ink.Dim($"  … and {rules.Length - RulesMax} more")) : lines;
    }
}
