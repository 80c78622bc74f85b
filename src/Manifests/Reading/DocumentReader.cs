using System.Text;
using System.Text.Json;
using Gatehouse.Primitives.Diagnostics;
using YamlDotNet.Core;

namespace Gatehouse.Manifests;

/// <summary>Bytes to node trees. Whatever the bytes are, the answer is documents and diagnostics, never an exception.</summary>
internal static class DocumentReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ManifestDocuments Read(ManifestText manifest, DiagnosticBag diagnostics)
    {
        if (manifest.Bytes.Length > Limits.FileBytesMax)
        {
            diagnostics.Report(
                ManifestDiagnostics.FileTooLarge, new SourceLocation(manifest.Name, 0, 0), null, Limits.FileBytesMax);
            return ManifestDocuments.Unreadable;
        }

        ReadOnlySpan<byte> utf8 = manifest.Bytes.Span;
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

        if (TextCheck.FindJunk(manifest.Name, utf8) is (SourceLocation at, string found))
        {
            diagnostics.Report(ManifestDiagnostics.NotText, at, found);
            return ManifestDocuments.Unreadable;
        }

        DocumentsBuilder builder = new(diagnostics);
        bool isReadable = TryRead(manifest.Name, utf8, builder, diagnostics);
        return new ManifestDocuments(builder.Documents, isReadable);
    }

    private static bool TryRead(string file, ReadOnlySpan<byte> utf8, DocumentsBuilder builder, DiagnosticBag diagnostics)
    {
        try
        {
            return file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? TryReadJson(file, utf8, builder, diagnostics)
                : TryReadYaml(file, utf8, builder, diagnostics);
        }
        catch (UnreadableManifestException)
        {
            return false;
        }
    }

    private static bool TryReadJson(string file, ReadOnlySpan<byte> utf8, DocumentsBuilder builder, DiagnosticBag diagnostics)
    {
        try
        {
            new JsonDocumentReader(file, utf8, builder).Read();
            return true;
        }
        catch (JsonException mistake)
        {
            SourceLocation at = new(file, 1 + (int)(mistake.LineNumber ?? -1), 1 + (int)(mistake.BytePositionInLine ?? -1));
            diagnostics.Report(ManifestDiagnostics.Syntax, at, null, "JSON", SyntaxText(mistake.Message));
            return false;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is JSON but no text.
            diagnostics.Report(ManifestDiagnostics.Syntax, new SourceLocation(file, 0, 0), null, "JSON", "an escape is no character");
            return false;
        }
    }

    private static bool TryReadYaml(string file, ReadOnlySpan<byte> utf8, DocumentsBuilder builder, DiagnosticBag diagnostics)
    {
        using StringReader text = new(StrictUtf8.GetString(utf8));
        YamlDocumentReader reader = new(file, text, builder);

        try
        {
            reader.Read();
            return true;
        }
        catch (YamlException mistake)
        {
            SourceLocation at = mistake.Start.Line > 0
                ? new(file, (int)mistake.Start.Line, (int)mistake.Start.Column)
                : reader.Reached;
            diagnostics.Report(ManifestDiagnostics.Syntax, at, null, "YAML", SyntaxText(mistake.Message));
            return false;
        }
        catch (Exception slip) when (slip is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser is other people's code on a stranger's text: where it trips over a half-written one, the last
            // thing it understood is the best place there is.
            diagnostics.Report(ManifestDiagnostics.Syntax, reader.Reached, null, "YAML", "the text breaks off or goes wrong after this place");
            return false;
        }
    }

    // Both parsers repeat the place in their message, and one of them a stranger's control characters.
    private static string SyntaxText(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string text = (place < 0 ? message : message[..place]).TrimEnd('.', ' ').ReplaceLineEndings(" ");
        return text.Length > DiagnosticBag.FoundLengthMax ? text[..DiagnosticBag.FoundLengthMax] : text;
    }
}
