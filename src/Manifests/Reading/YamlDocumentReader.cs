using Gatehouse.Primitives.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gatehouse.Manifests;

/// <summary>
/// Builds node trees from YAML events. Only the event parser of YamlDotNet is used: its deserialiser needs reflection,
/// and its node model expands nothing but loses what is quoted.
/// </summary>
internal sealed class YamlDocumentReader(string file, TextReader text, DocumentsBuilder builder)
{
    private const string StringTag = "tag:yaml.org,2002:str";

    private readonly Parser _parser = new(text);
    private readonly Dictionary<string, ManifestNode> _anchors = new(StringComparer.Ordinal);

    /// <summary>Where the last thing that was understood ends.</summary>
    public SourceLocation Reached { get; private set; } = new(file, 1, 1);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    /// <exception cref="UnreadableManifestException">A limit is exceeded; it is reported.</exception>
    public void Read()
    {
        while (TryAdvance())
        {
            if (_parser.Current is DocumentStart start)
            {
                builder.CountDocument(At(start.Start));
                ReadDocument();
            }
        }
    }

    private void ReadDocument()
    {
        // An anchor reaches to the end of its document (YAML 1.2.2, section 3.2.2.2).
        _anchors.Clear();
        Advance();
        ManifestNode? root = _parser.Current is DocumentEnd ? null : ReadNode(depth: 1);
        builder.FinishDocument(root);
    }

    private ManifestNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        SourceLocation at = At(current.Start);
        builder.CheckDepth(depth, at);

        return current switch
        {
            AnchorAlias alias => Resolve(alias, at),
            Scalar scalar => Anchored(scalar, ReadScalar(scalar, at)),
            MappingStart start => Anchored(start, ReadMapping(start, at, depth)),
            SequenceStart start => Anchored(start, ReadSequence(start, at, depth)),
            _ => throw new YamlException(current.Start, current.End, "a value was expected"),
        };
    }

    private ScalarNode ReadScalar(Scalar scalar, SourceLocation at)
    {
        builder.CountNodes(1, at);
        bool isText = HasTextTag(scalar, at) || scalar.Style != ScalarStyle.Plain;
        return new ScalarNode(at, scalar.Value, isText ? ScalarType.Text : CoreSchema.Classify(scalar.Value));
    }

    private MappingNode ReadMapping(MappingStart start, SourceLocation at, int depth)
    {
        builder.CountNodes(1, at);
        RefuseTag(start, at);
        MappingNode mapping = new(at);
        HashSet<string> keys = new(StringComparer.Ordinal);

        for (Advance(); _parser.Current is not MappingEnd; Advance())
        {
            if (_parser.Current is not Scalar key)
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a key must be a plain word or a quoted text");
            }

            SourceLocation keyAt = At(key.Start);
            builder.CountNodes(1, keyAt);
            Advance();
            ManifestNode value = ReadNode(depth + 1);

            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
            {
                builder.ReportUnsound(ManifestDiagnostics.UnsupportedYaml, keyAt, "<<");
                continue;
            }

            builder.AddEntry(mapping, keys, new MappingEntry(key.Value, keyAt, value));
        }

        return mapping;
    }

    private SequenceNode ReadSequence(SequenceStart start, SourceLocation at, int depth)
    {
        builder.CountNodes(1, at);
        RefuseTag(start, at);
        SequenceNode sequence = new(at);

        for (Advance(); _parser.Current is not SequenceEnd; Advance())
        {
            sequence.Add(ReadNode(depth + 1));
        }

        return sequence;
    }

    // The alias shares the anchor's nodes, so it costs no memory; it counts as a copy, so it costs the budget of one.
    // An anchor is known only when its node is complete: a node can not contain itself.
    private ManifestNode Resolve(AnchorAlias alias, SourceLocation at)
    {
        builder.CountAlias(at);

        if (!_anchors.TryGetValue(alias.Value.Value, out ManifestNode? target))
        {
            throw new YamlException(alias.Start, alias.End, $"no anchor '{alias.Value.Value}' before this alias");
        }

        builder.CountNodes(target.Size, at);
        return target;
    }

    private ManifestNode Anchored(NodeEvent written, ManifestNode node)
    {
        if (!written.Anchor.IsEmpty)
        {
            _anchors[written.Anchor.Value] = node;
        }

        return node;
    }

    private bool HasTextTag(Scalar scalar, SourceLocation at)
    {
        if (scalar.Tag.IsEmpty)
        {
            return false;
        }

        if (scalar.Tag.IsNonSpecific || scalar.Tag.Value == StringTag)
        {
            return true;
        }

        RefuseTag(scalar, at);
        return false;
    }

    private void RefuseTag(NodeEvent written, SourceLocation at)
    {
        if (!written.Tag.IsEmpty && !written.Tag.IsNonSpecific)
        {
            builder.ReportUnsound(ManifestDiagnostics.UnsupportedYaml, at, written.Tag.Value);
        }
    }

    private void Advance()
    {
        if (!TryAdvance())
        {
            throw new InvalidOperationException("the text ends in the middle of a value");
        }
    }

    private bool TryAdvance()
    {
        bool hasMore = _parser.MoveNext();
        Reached = hasMore ? At(_parser.Current!.End) : Reached;
        return hasMore;
    }

    private SourceLocation At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
