using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>A node of a manifest and the place where it was written.</summary>
/// <param name="at">Where it begins.</param>
internal abstract class ManifestNode(SourceLocation at)
{
    public SourceLocation At { get; } = at;

    /// <summary>How many nodes it stands for with every alias written out: what bounds the walks over it.</summary>
    public int Size { get; protected set; } = 1;
}

/// <summary>A text, a number, a truth value or nothing.</summary>
internal sealed class ScalarNode(SourceLocation at, string text, ScalarType type) : ManifestNode(at)
{
    public string Text { get; } = text;

    public ScalarType Type { get; } = type;
}

/// <summary>Keys and values, in the order they were written. A key appears once.</summary>
internal sealed class MappingNode(SourceLocation at) : ManifestNode(at)
{
    private readonly List<MappingEntry> _entries = [];

    public IReadOnlyList<MappingEntry> Entries => _entries;

    public void Add(MappingEntry entry)
    {
        _entries.Add(entry);
        Size += 1 + entry.Value.Size;
    }

    public MappingEntry? Find(string key)
    {
        foreach (MappingEntry entry in _entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}

/// <summary>A key with its own place, and its value.</summary>
internal sealed record MappingEntry(string Key, SourceLocation KeyAt, ManifestNode Value)
{
    /// <summary>Where to point for this field: at the value if that is one word, at the key if it is a block below it.</summary>
    public SourceLocation At => Value is ScalarNode { Type: not ScalarType.Null } ? Value.At : KeyAt;
}

/// <summary>Values in order.</summary>
internal sealed class SequenceNode(SourceLocation at) : ManifestNode(at)
{
    private readonly List<ManifestNode> _items = [];

    public IReadOnlyList<ManifestNode> Items => _items;

    public void Add(ManifestNode item)
    {
        _items.Add(item);
        Size += item.Size;
    }
}
