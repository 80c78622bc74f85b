using Gatehouse.Manifests;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Cli;

/// <summary>A configuration as the gateway would have it, and everything that was found on the way there.</summary>
/// <param name="Config">What the manifests were translated to.</param>
/// <param name="Snapshot">What that was compiled to; it lacks what an error is about.</param>
/// <param name="Diagnostics">The findings of reading, translating, compiling and linking.</param>
internal sealed record LoadedConfig(TrafficConfig Config, TrafficSnapshot Snapshot, DiagnosticBag Diagnostics)
{
    /// <summary>The statuses that a controller would write.</summary>
    public ValueList<ObjectStatus> Statuses { get; init; }

    /// <summary>Reads files and folders by the same way that the gateway reads them at its start.</summary>
    public static async Task<LoadedConfig> ReadAsync(IEnumerable<string> paths, TranslationOptions options, CancellationToken cancellationToken)
    {
        using ManifestSource source = new(paths, options: new ManifestSourceOptions { Translation = options });
        Translation translation = await source.TranslateAsync(cancellationToken).ConfigureAwait(false);
        return Compile(translation.Config, translation.Diagnostics) with { Statuses = translation.Statuses };
    }

    /// <summary>Compiles what was translated; the findings join those of the translation.</summary>
    // In spite of errors: what was left out is compiled no more, and whoever mends a file wants every finding at once.
    public static LoadedConfig Compile(TrafficConfig config, DiagnosticBag diagnostics) =>
        new(config, new TrafficCompiler().Compile(config, diagnostics), diagnostics);
}
