using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Hosting;

/// <summary>The configuration that serves and what was found about the last one, as JSON. Certificates and keys are not in it.</summary>
internal static class ConfigDocument
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    internal static byte[] Of(GatewayState state)
    {
        using MemoryStream text = new();

        using (Utf8JsonWriter writer = new(text, Indented))
        {
            Document(state).WriteTo(writer);
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static JsonObject Document(GatewayState state)
    {
        TrafficSnapshot snapshot = state.Snapshot;
        ConfigReading? reading = state.LastReading;
        return new JsonObject
        {
            ["generation"] = snapshot.Generation,
            ["contentHash"] = snapshot.ContentHash,
            ["listeners"] = new JsonArray([.. state.Listeners.Select(Of)]),
            ["backends"] = new JsonArray([.. snapshot.Backends.Values.OrderBy(static backend => backend.Id, StringComparer.Ordinal).Select(Of)]),
            ["diagnostics"] = new JsonArray([.. reading?.Diagnostics.Select(DiagnosticDocument.Of) ?? []]),
            ["droppedDiagnostics"] = reading?.Diagnostics.DroppedCount ?? 0,
            ["statuses"] = reading?.Statuses?.Invoke(),
        };
    }

    private static JsonObject Of(BoundListener listener) => new()
    {
        ["gateway"] = listener.Gateway,
        ["port"] = listener.Port,
        ["scheme"] = listener.Scheme == ListenerScheme.Https ? "https" : "http",
        ["address"] = listener.Address.ToString(),
    };

    private static JsonObject Of(BackendSnapshot backend)
    {
        JsonArray endpoints = [];

        foreach (ref readonly Resilience.UpstreamEndpoint endpoint in backend.Endpoints)
        {
            endpoints.Add((JsonNode)endpoint.Authority);
        }

        return new JsonObject
        {
            ["id"] = backend.Id,
            ["protocol"] = backend.Protocol == BackendProtocol.H2c ? "h2c" : "http1",
            ["tls"] = backend.Tls?.Hostname,
            ["endpoints"] = endpoints,
        };
    }
}
