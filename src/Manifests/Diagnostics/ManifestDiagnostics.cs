namespace Gatehouse.Manifests;

/// <summary>
/// Everything this package reports; <c>docs/diagnostics</c> has a page for each. The other files of this class hold the
/// descriptors by the step that finds them. A code is never used again for something else.
/// </summary>
internal static partial class ManifestDiagnostics
{ }
