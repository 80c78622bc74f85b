using System.Globalization;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>A value that was written, and the way to it. Reading it as the wrong type is reported, and gives nothing.</summary>
internal readonly record struct FieldValue(ManifestNode Node, FieldPath Path, SourceLocation At, DiagnosticBag Diagnostics)
{
    public string? Text()
    {
        if (Node is ScalarNode { Type: ScalarType.Text } scalar)
        {
            return scalar.Text;
        }

        ReportType("a text", "put it in quotes");
        return null;
    }

    /// <summary>A text that may be secret: a report does not repeat it.</summary>
    public string? HiddenText()
    {
        if (Node is ScalarNode { Type: ScalarType.Text } scalar)
        {
            return scalar.Text;
        }

        Report(ManifestDiagnostics.WrongType, null, "a text", "put it in quotes");
        return null;
    }

    /// <summary>A text of a bounded length.</summary>
    public string? Text(int lengthMin, int lengthMax)
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (text.Length >= lengthMin && text.Length <= lengthMax)
        {
            return text;
        }

        Report(ManifestDiagnostics.TextLength, text, lengthMin, lengthMax);
        return null;
    }

    public int? Number(int min, int max)
    {
        if (Node is not ScalarNode { Type: ScalarType.Integer } scalar)
        {
            ReportType("a whole number", "write the number without quotes");
            return null;
        }

        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max)
        {
            return number;
        }

        Report(ManifestDiagnostics.NumberOutOfRange, scalar.Text, min, max);
        return null;
    }

    /// <summary>A whole number whose range somebody else knows.</summary>
    public long? WholeNumber()
    {
        if (Node is not ScalarNode { Type: ScalarType.Integer } scalar)
        {
            ReportType("a whole number", "write the number without quotes");
            return null;
        }

        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        Report(ManifestDiagnostics.NumberOutOfRange, scalar.Text, 1, long.MaxValue);
        return null;
    }

    public int? PortNumber() => Number(1, 65_535);

    public bool? Flag()
    {
        if (Node is ScalarNode { Type: ScalarType.Boolean } scalar)
        {
            return scalar.Text[0] is 't' or 'T';
        }

        ReportType("true or false", "write true or false without quotes");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? OneOf(params ReadOnlySpan<string> words)
    {
        if (Text() is not { } text)
        {
            return null;
        }

        foreach (string word in words)
        {
            if (word == text)
            {
                return word;
            }
        }

        Report(ManifestDiagnostics.NotOneOf, text, string.Join(", ", words!));
        return null;
    }

    /// <summary>
    /// The entries of a map that may hold secrets: a report does not repeat them. More than <paramref name="countMax"/>
    /// is reported.
    /// </summary>
    public IEnumerable<(string Key, FieldValue Value)> HiddenEntries(int countMax)
    {
        if (Node is not MappingNode mapping)
        {
            Report(ManifestDiagnostics.WrongType, null, "an object", "write its fields, each as 'name: value'");
            return [];
        }

        IReadOnlyList<MappingEntry> entries = mapping.Entries;

        if (entries.Count > countMax)
        {
            Report(ManifestDiagnostics.ListLength, entries.Count.ToString(CultureInfo.InvariantCulture), 0, countMax);
        }

        FieldValue map = this;
        return entries.Take(countMax)
            .Select(entry => (entry.Key, new FieldValue(entry.Value, map.Path.Field(entry.Key), entry.At, map.Diagnostics)));
    }

    public Fields? Fields()
    {
        if (Node is MappingNode mapping)
        {
            return new Fields(mapping, Path, At, Diagnostics);
        }

        ReportType("an object", "write its fields, each as 'name: value'");
        return null;
    }

    /// <summary>The items of a list. More than <paramref name="countMax"/> is reported, and what is over is not read.</summary>
    public IEnumerable<FieldValue> Items(int countMax, int countMin = 0)
    {
        if (Node is not SequenceNode sequence)
        {
            ReportType("a list", "begin each item with '- '");
            return [];
        }

        if (sequence.Items.Count < countMin || sequence.Items.Count > countMax)
        {
            Report(ManifestDiagnostics.ListLength, sequence.Items.Count.ToString(CultureInfo.InvariantCulture), countMin, countMax);
        }

        return Enumerate(this, sequence, countMax);
    }

    public void Report(DiagnosticDescriptor descriptor, string? found = null, params ReadOnlySpan<object?> arguments) =>
        Diagnostics.Report(descriptor, Path, At, found, arguments);

    private void ReportType(string expected, string mend) =>
        Report(ManifestDiagnostics.WrongType, Describe(Node), expected, mend);

    private static IEnumerable<FieldValue> Enumerate(FieldValue list, SequenceNode sequence, int countMax)
    {
        for (int i = 0; i < Math.Min(countMax, sequence.Items.Count); i++)
        {
            ManifestNode item = sequence.Items[i];
            yield return new FieldValue(item, list.Path.Index(i), item.At, list.Diagnostics);
        }
    }

    private static string Describe(ManifestNode node) => node switch
    {
        ScalarNode { Type: ScalarType.Null } => "null",
        ScalarNode { Type: ScalarType.Text } scalar => $"\"{scalar.Text}\"",
        ScalarNode scalar => scalar.Text,
        MappingNode => "an object",
        _ => "a list",
    };
}
