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
            if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                new JsonDocumentReader(file, utf8, builder).Read();
            }
            else
            {
                using StringReader text = new(StrictUtf8.GetString(utf8));
                new YamlDocumentReader(file, text, builder).Read();
            }

            return true;
        }
        catch (UnreadableManifestException)
        {
            return false;
        }
        catch (YamlException mistake)
        {
            SourceLocation at = new(file, (int)mistake.Start.Line, (int)mistake.Start.Column);
            diagnostics.Report(ManifestDiagnostics.Syntax, at, null, "YAML", SyntaxText(mistake.Message));
            return false;
        }
        catch (JsonException mistake)
        {
            SourceLocation at = new(file, 1 + (int)(mistake.LineNumber ?? -1), 1 + (int)(mistake.BytePositionInLine ?? -1));
            diagnostics.Report(ManifestDiagnostics.Syntax, at, null, "JSON", SyntaxText(mistake.Message));
            return false;
        }
        catch (Exception mistake) when (mistake is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parsers are other people's code on a stranger's text: a slip of theirs is this file's syntax error.
            diagnostics.Report(
                ManifestDiagnostics.Syntax, new SourceLocation(file, 0, 0), null, "YAML or JSON", SyntaxText(mistake.Message));
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
