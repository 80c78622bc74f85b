using System.Text;
using System.Text.Json;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Builds node trees from JSON, one after the other if the text holds several. JSON has its own reader because YAML
/// refuses the tabs that JSON may be indented with.
/// </summary>
internal ref struct JsonDocumentReader
{
    private readonly string _file;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly DocumentsBuilder _builder;
    private Utf8JsonReader _reader;
    private int _countedBytes;
    private int _line = 1;
    private int _lineStart;

    public JsonDocumentReader(string file, ReadOnlySpan<byte> utf8, DocumentsBuilder builder)
    {
        _file = file;
        _utf8 = utf8;
        _builder = builder;
        // One level more than the limit: the builder reports the limit by its own name before the reader does.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.DepthMax + 1, AllowMultipleValues = true });
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="UnreadableManifestException">A limit is exceeded; it is reported.</exception>
    public void Read()
    {
        while (_reader.Read())
        {
            _builder.CountDocument(Here());
            _builder.FinishDocument(ReadNode(depth: 1));
        }
    }

    private ManifestNode ReadNode(int depth)
    {
        SourceLocation at = Here();
        _builder.CheckDepth(depth, at);
        _builder.CountNodes(1, at);

        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMapping(at, depth),
            JsonTokenType.StartArray => ReadSequence(at, depth),
            JsonTokenType.String => new ScalarNode(at, _reader.GetString()!, ScalarType.Text),
            JsonTokenType.True => new ScalarNode(at, "true", ScalarType.Boolean),
            JsonTokenType.False => new ScalarNode(at, "false", ScalarType.Boolean),
            JsonTokenType.Number => ReadNumber(at),
            _ => new ScalarNode(at, "", ScalarType.Null),
        };
    }

    private readonly ScalarNode ReadNumber(SourceLocation at)
    {
        string text = Encoding.UTF8.GetString(_reader.ValueSpan);
        return new ScalarNode(at, text, CoreSchema.Classify(text));
    }

    private MappingNode ReadMapping(SourceLocation at, int depth)
    {
        MappingNode mapping = new(at);
        HashSet<string> keys = new(StringComparer.Ordinal);

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            SourceLocation keyAt = Here();
            _builder.CountNodes(1, keyAt);
            string key = _reader.GetString()!;
            _reader.Read();
            _builder.AddEntry(mapping, keys, new MappingEntry(key, keyAt, ReadNode(depth + 1)));
        }

        return mapping;
    }

    private SequenceNode ReadSequence(SourceLocation at, int depth)
    {
        SequenceNode sequence = new(at);

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            sequence.Add(ReadNode(depth + 1));
        }

        return sequence;
    }

    // Tokens come in order, so every byte is looked at once for its line break.
    private SourceLocation Here()
    {
        int offset = (int)_reader.TokenStartIndex;

        while (_utf8[_countedBytes..offset].IndexOf((byte)'\n') is >= 0 and int newline)
        {
            _line++;
            _countedBytes += newline + 1;
            _lineStart = _countedBytes;
        }

        _countedBytes = offset;
        return new SourceLocation(_file, _line, 1 + Encoding.UTF8.GetCharCount(_utf8[_lineStart..offset]));
    }
}
