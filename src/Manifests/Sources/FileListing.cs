using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>What is under a source's paths.</summary>
/// <param name="Files">The manifest files, in ordinal order.</param>
/// <param name="Problems">Paths under which there may be more.</param>
internal sealed record FileListing(IReadOnlyList<string> Files, IReadOnlyList<PathProblem> Problems);

/// <summary>Why a path could not be listed.</summary>
internal sealed record PathProblem(string Path, DiagnosticDescriptor Descriptor, object Argument)
{
    /// <summary>Whether a file is, or was, under this path.</summary>
    public bool Hides(string file) =>
        file == Path || System.IO.Path.GetDirectoryName(file) == System.IO.Path.TrimEndingDirectorySeparator(Path);
}
