using System.Collections;
using System.Globalization;

namespace Gatehouse.Primitives.Diagnostics;

/// <summary>
/// Collects the diagnostics of one pass over a configuration, so that all of them are known at once.
/// Bounded: what is over <see cref="CountMax"/> is counted and dropped. Not thread-safe.
/// </summary>
/// <param name="sources">Where the objects were written; <see langword="null"/> where they were built in code.</param>
public sealed class DiagnosticBag(SourceMap? sources = null) : IReadOnlyCollection<Diagnostic>
{
    /// <summary>How many diagnostics are kept: nobody reads more, and a hostile file must not fill the memory.</summary>
    public const int CountMax = 1_000;

    /// <summary>The longest found text that is repeated, in characters; the rest is cut.</summary>
    public const int FoundLengthMax = 120;

    private readonly List<Diagnostic> _items = [];

    /// <summary>Where the objects were written; <see langword="null"/> where they were built in code.</summary>
    public SourceMap? Sources => sources;

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>How many more were reported than are kept.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>How many of those reported, kept or not, are errors.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether any error was reported.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Reports a finding about a field; its place is looked up in the source map.</summary>
    /// <param name="descriptor">What it always says.</param>
    /// <param name="at">The field.</param>
    /// <param name="found">What was there; <see langword="null"/> where nothing was, or where it may be secret.</param>
    /// <param name="arguments">What stands for <c>{0}</c> … in the message and the mend.</param>
    public void Report(DiagnosticDescriptor descriptor, FieldPath at, string? found = null, params ReadOnlySpan<object?> arguments) =>
        Add(descriptor, sources?.Locate(at), at.ObjectName, at.ToString(), found, arguments);

    /// <summary>Reports a finding about a field whose place the caller knows.</summary>
    /// <inheritdoc cref="Report(DiagnosticDescriptor, FieldPath, string?, ReadOnlySpan{object?})"/>
    public void Report(
        DiagnosticDescriptor descriptor,
        FieldPath at,
        SourceLocation location,
        string? found = null,
        params ReadOnlySpan<object?> arguments) =>
        Add(descriptor, location, at.ObjectName, at.ToString(), found, arguments);

    /// <summary>Reports a finding about a place in a text that has not become an object.</summary>
    /// <inheritdoc cref="Report(DiagnosticDescriptor, FieldPath, string?, ReadOnlySpan{object?})"/>
    public void Report(DiagnosticDescriptor descriptor, SourceLocation at, string? found = null, params ReadOnlySpan<object?> arguments) =>
        Add(descriptor, at, "", "", found, arguments);

    /// <summary>Adds a finding that was made elsewhere.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ErrorCount += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;

        if (_items.Count < CountMax)
        {
            _items.Add(diagnostic);
        }
        else
        {
            DroppedCount++;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(
        DiagnosticDescriptor descriptor,
        SourceLocation? location,
        string objectName,
        string field,
        string? found,
        ReadOnlySpan<object?> arguments) =>
        Add(new Diagnostic
        {
            Id = descriptor.Id,
            Severity = descriptor.Severity,
            Location = location,
            ObjectName = objectName,
            Field = field,
            Message = Fill(descriptor.Message, arguments),
            Found = found is null ? null : Printable(found),
            Mend = Fill(descriptor.Mend, arguments),
        });

    private static string Fill(string text, ReadOnlySpan<object?> arguments) =>
        arguments.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);

    // What was found is a stranger's text: on one line, without control characters, and not longer than a reader wants.
    private static string Printable(string found)
    {
        string cut = found.Length > FoundLengthMax ? string.Concat(found.AsSpan(0, FoundLengthMax), "…") : found;
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            }
        });
    }
}
