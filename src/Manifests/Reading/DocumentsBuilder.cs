using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Counts what a text reader finds against the <see cref="Limits"/> and keeps the finished documents. The YAML and the
/// JSON reader share it, so that both obey the same bounds.
/// </summary>
internal sealed class DocumentsBuilder(DiagnosticBag diagnostics)
{
    private readonly List<ManifestDocument> _documents = [];
    private int _documentCount;
    private int _nodeCount;
    private int _aliasCount;
    private bool _isSound = true;

    public IReadOnlyList<ManifestDocument> Documents => _documents;

    /// <summary>Counts nodes; an alias counts what it stands for, so a bomb of aliases ends here without being built.</summary>
    public void CountNodes(int count, SourceLocation at) => Count(ref _nodeCount, count, Limits.NodesMax, "nodes", at);

    public void CountAlias(SourceLocation at) => Count(ref _aliasCount, 1, Limits.AliasesMax, "aliases", at);

    public void CountDocument(SourceLocation at) => Count(ref _documentCount, 1, Limits.DocumentsMax, "documents", at);

    public void CheckDepth(int depth, SourceLocation at)
    {
        if (depth > Limits.DepthMax)
        {
            throw Exceeded(Limits.DepthMax, "levels of nesting", at);
        }
    }

    /// <summary>Adds an entry to a mapping; a key that is there already is reported and its second value dropped.</summary>
    public void AddEntry(MappingNode mapping, HashSet<string> keys, MappingEntry entry)
    {
        if (keys.Add(entry.Key))
        {
            mapping.Add(entry);
        }
        else
        {
            ReportUnsound(ManifestDiagnostics.DuplicateKey, entry.KeyAt, entry.Key);
        }
    }

    /// <summary>Reports something that leaves the text readable but keeps the present document from going live.</summary>
    public void ReportUnsound(DiagnosticDescriptor descriptor, SourceLocation at, string found)
    {
        diagnostics.Report(descriptor, at, found);
        _isSound = false;
    }

    public void FinishDocument(ManifestNode? root)
    {
        if (root is not null and not ScalarNode { Type: ScalarType.Null })
        {
            _documents.Add(new ManifestDocument(root, _isSound));
        }

        _isSound = true;
    }

    private void Count(ref int total, int count, int max, string what, SourceLocation at)
    {
        if (count > max - total)
        {
            throw Exceeded(max, what, at);
        }

        total += count;
    }

    private UnreadableManifestException Exceeded(int max, string what, SourceLocation at)
    {
        diagnostics.Report(ManifestDiagnostics.LimitExceeded, at, null, max, what);
        return new UnreadableManifestException();
    }
}
