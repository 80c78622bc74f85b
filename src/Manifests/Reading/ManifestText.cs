namespace Gatehouse.Manifests;

/// <summary>The bytes of a manifest and what they are called.</summary>
/// <param name="Name">
/// What diagnostics call it: usually the path. A name that ends in <c>.json</c> is read as JSON, every other as YAML.
/// Among routes without a timestamp the ordinally lower name is the older one.
/// </param>
/// <param name="Bytes">UTF-8 text, at most 16 MiB; more is a diagnostic.</param>
public sealed record ManifestText(string Name, ReadOnlyMemory<byte> Bytes);
