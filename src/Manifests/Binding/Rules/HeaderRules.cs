using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Names and values of header fields (Gateway API, HTTPHeaderName; RFC 9110 section 5).</summary>
internal static class HeaderRules
{
    /// <summary>The name as it is written, or <see langword="null"/> and a report.</summary>
    public static string? Name(FieldValue value)
    {
        string? text = value.Text();

        if (text is null || HeaderName.TryParse(text, out _))
        {
            return text;
        }

        value.Report(ManifestDiagnostics.BadHeaderName, text);
        return null;
    }

    /// <summary>Checks a list of names.</summary>
    public static void CheckNames(Fields fields, string list, int countMax)
    {
        foreach (FieldValue item in fields.Items(list, countMax))
        {
            Name(item);
        }
    }

    /// <summary>The value of a header that a filter writes.</summary>
    public static string Value(FieldValue? value, int lengthMax)
    {
        string text = value?.Text(1, lengthMax) ?? "";

        // A line break would end the field and begin another (RFC 9110 section 5.5).
        if (text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\n', '\x1f'))
        {
            value?.Report(ManifestDiagnostics.NotAName, text, "a header value: without line breaks and control characters");
        }

        return text;
    }
}
