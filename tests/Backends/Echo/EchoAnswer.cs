using System.Text.Json;

namespace Gatehouse.Backends;

/// <summary>A header or trailer line as it was received.</summary>
public sealed record EchoLine(string Name, string Value);

/// <summary>What a pod saw of a request; the JSON body of its answer.</summary>
public sealed record EchoAnswer
{
    public required string Namespace { get; init; }

    public required string Service { get; init; }

    public required string Method { get; init; }

    /// <summary>The raw request-target; by HTTP/2 the <c>:path</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The <c>Host</c>; by HTTP/2 the <c>:authority</c>.</summary>
    public required string Host { get; init; }

    /// <summary><c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Every line of the headers, duplicates included, names in lower case.</summary>
    public required IReadOnlyList<EchoLine> Headers { get; init; }

    public required IReadOnlyList<EchoLine> Trailers { get; init; }

    public required long BodyLength { get; init; }

    /// <summary>SHA-256 of the body, 64 hexadecimal digits.</summary>
    public required string BodyHash { get; init; }

    public string Pod => $"{Namespace}/{Service}";

    /// <summary>Reads the JSON.</summary>
    public static EchoAnswer Parse(string json) =>
        JsonSerializer.Deserialize<EchoAnswer>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no answer.");

    /// <summary>All values of a header, joined by a comma; <see langword="null"/> where there is none.</summary>
    public string? Header(string name)
    {
        string[] values = [.. Headers.Where(line => line.Name == name).Select(line => line.Value)];
        return values.Length == 0 ? null : string.Join(",", values);
    }
}
