using System.Text;

namespace Gatehouse.Primitives.Diagnostics;

/// <summary>One finding about one place of a configuration.</summary>
public sealed record Diagnostic
{
    /// <summary>Two letters and four digits; <c>docs/diagnostics/</c> has a page for each.</summary>
    public required string Id { get; init; }

    /// <summary>How much it weighs.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>Where it was written; <see langword="null"/> for an object built in code.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The object concerned: <c>HTTPRoute shop/products</c>. Empty where a whole file is.</summary>
    public string ObjectName { get; init; } = "";

    /// <summary>The field concerned: <c>spec.rules[0].matches[1].path.value</c>. Empty where the whole object is.</summary>
    public string Field { get; init; } = "";

    /// <summary>What was expected.</summary>
    public required string Message { get; init; }

    /// <summary>What was there instead; <see langword="null"/> where nothing was, or where it may be secret.</summary>
    public string? Found { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Mend { get; init; }

    /// <summary>
    /// One line, as compilers print it:
    /// <c>shop.yaml(14,16): error RT1007: spec.rules[0].matches[1].path.value: must begin with '/', found 'v2'; fix: …</c>.
    /// </summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Location?.ToString() ?? (ObjectName.Length == 0 ? "configuration" : ObjectName));
        text.Append(": ").Append(SeverityWord).Append(' ').Append(Id).Append(": ");

        if (Field.Length > 0)
        {
            text.Append(Field).Append(": ");
        }

        text.Append(Message);

        if (Found is not null)
        {
            text.Append(", found '").Append(Found).Append('\'');
        }

        return text.Append("; fix: ").Append(Mend).ToString();
    }

    private string SeverityWord => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
