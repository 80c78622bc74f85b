namespace Gatehouse.Manifests;

/// <summary>One document of a file.</summary>
/// <param name="Root">What is in it.</param>
/// <param name="IsSound">Whether it may go live; a repeated key, for one, says that its author meant something else.</param>
internal sealed record ManifestDocument(ManifestNode Root, bool IsSound);

/// <summary>What a file's text gave.</summary>
/// <param name="Documents">Its documents, without empty ones; those before the first mistake where it is not readable.</param>
/// <param name="IsReadable">Whether it was read to its end.</param>
internal sealed record ManifestDocuments(IReadOnlyList<ManifestDocument> Documents, bool IsReadable)
{
    public static ManifestDocuments Unreadable { get; } = new([], IsReadable: false);
}

/// <summary>Ends the reading of a file whose diagnostic is already reported. Never leaves this package.</summary>
internal sealed class UnreadableManifestException : Exception;
