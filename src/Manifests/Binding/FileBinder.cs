using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>A manifest's bytes to its objects.</summary>
internal sealed class FileBinder
{
    private readonly ManifestText _manifest;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<BoundObject> _objects = [];
    private readonly List<UnknownKind> _unknownKinds = [];

    private FileBinder(ManifestText manifest) => _manifest = manifest;

    public static BoundFile Bind(ManifestText manifest) => new FileBinder(manifest).Bind();

    private BoundFile Bind()
    {
        ManifestDocuments read = DocumentReader.Read(_manifest, _diagnostics);

        foreach (ManifestDocument document in read.Documents)
        {
            BindNode(document.Root, document.IsSound);
        }

        return new BoundFile
        {
            Name = _manifest.Name,
            IsReadable = read.IsReadable,
            Objects = _objects,
            Diagnostics = _diagnostics,
            UnknownKinds = _unknownKinds,
        };
    }

    private void BindNode(ManifestNode node, bool isSound)
    {
        FieldValue whole = new(node, FieldPath.Of(""), node.At, _diagnostics);

        if (whole.Fields() is not { } root)
        {
            AddInvalid(node);
            return;
        }

        string? apiVersion = root.Require("apiVersion")?.Text();
        string? kind = root.Require("kind")?.Text();

        if (apiVersion is null || kind is null)
        {
            AddInvalid(node);
        }
        else if (kind.EndsWith("List", StringComparison.Ordinal) && root.Has("items"))
        {
            Unfold(root, isSound);
        }
        else if (KindReader.Find(apiVersion, kind) is { } reader)
        {
            BindObject((MappingNode)node, reader, apiVersion[(apiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..], isSound);
        }
        else if (KindReader.FindNearest(apiVersion, kind) is { } nearest)
        {
            root.ReportField(
                "kind", ManifestDiagnostics.MisspeltKind, null, $"{apiVersion} {kind}", $"{nearest.NewestApiVersion} {nearest.Kind}");
        }
        else
        {
            _unknownKinds.Add(new UnknownKind(apiVersion, kind, node.At));
        }
    }

    // kubectl get -o yaml writes a v1 List, or a list of one kind, and both hold whole objects.
    private void Unfold(Fields list, bool isSound)
    {
        foreach (FieldValue item in list.Items("items", Limits.NodesMax))
        {
            BindNode(item.Node, isSound);
        }
    }

    private void AddInvalid(ManifestNode node) => _objects.Add(new BoundObject(null, node.At, null));

    private void BindObject(MappingNode node, KindReader reader, string version, bool isSound)
    {
        string? objectName = MetadataBinder.PeekObjectName(node, reader);
        DiagnosticBag findings = new();
        Fields root = new(node, FieldPath.Of(objectName ?? reader.Kind), node.At, findings);
        root.Ignore("apiVersion", "kind", "status");

        ObjectMetadata? metadata = MetadataBinder.Bind(root, reader.IsClusterScoped);

        // The rest is read even under a wrong name: its author wants to know all mistakes at once.
        ObjectHead head = new(
            metadata ?? new ObjectMetadata { Name = "", Namespace = "" },
            new ResourceOrigin(_manifest.Name, _objects.Count, node),
            root,
            version);
        Resource? resource = reader.Bind(head);
        root.Close();

        foreach (Diagnostic finding in findings)
        {
            _diagnostics.Add(finding);
        }

        bool isValid = isSound && metadata is not null && !findings.HasErrors;
        _objects.Add(new BoundObject(metadata is null ? null : objectName, node.At, isValid ? resource : null));
    }
}
