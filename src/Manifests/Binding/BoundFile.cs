using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>What one manifest gave.</summary>
internal sealed record BoundFile
{
    public required string Name { get; init; }

    /// <summary>Whether it was read to its end. What stands before its first mistake is checked, but does not go live.</summary>
    public required bool IsReadable { get; init; }

    public required IReadOnlyList<BoundObject> Objects { get; init; }

    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>Objects of kinds that are not read; each kind is reported once for all files together.</summary>
    public required IReadOnlyList<UnknownKind> UnknownKinds { get; init; }

    /// <summary>A file whose bytes could not be had.</summary>
    public static BoundFile Unreadable(string name, DiagnosticDescriptor descriptor, object argument)
    {
        DiagnosticBag diagnostics = new();
        diagnostics.Report(descriptor, new SourceLocation(name, 0, 0), null, argument);
        return new BoundFile { Name = name, IsReadable = false, Objects = [], Diagnostics = diagnostics, UnknownKinds = [] };
    }
}

/// <summary>One object of a manifest, of a kind that is read.</summary>
/// <param name="ObjectName">What it is called; <see langword="null"/> where its name is missing or wrong.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Resource">The object; <see langword="null"/> where it is invalid.</param>
internal sealed record BoundObject(string? ObjectName, SourceLocation At, Resource? Resource);

internal readonly record struct UnknownKind(string ApiVersion, string Kind, SourceLocation At);
