using System.Text.Json.Nodes;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Pipeline;

/// <summary>Where configuration comes from: files, a cluster, code.</summary>
public interface IConfigSource
{
    /// <summary>Reads the whole configuration as it is now. Bad input is a diagnostic, never an exception.</summary>
    ValueTask<ConfigReading> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the configuration may have changed since the last read began.</summary>
    Task WaitForChangeAsync(CancellationToken cancellationToken);
}

/// <summary>What one read of a source gave.</summary>
/// <param name="Config">
/// What can be served of it. Where there are errors, the parts concerned are as they were when last good, or absent.
/// </param>
/// <param name="Diagnostics">Every finding.</param>
public sealed record ConfigReading(TrafficConfig Config, DiagnosticBag Diagnostics)
{
    /// <summary>
    /// Makes a document of what the source says of its own objects, such as the statuses of manifests; it is called when
    /// somebody asks, from any thread. <see langword="null"/> where the source has nothing to say. Never with a secret in it.
    /// </summary>
    public Func<JsonNode>? Statuses { get; init; }
}
