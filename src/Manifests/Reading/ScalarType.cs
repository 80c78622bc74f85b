using System.Text.RegularExpressions;

namespace Gatehouse.Manifests;

/// <summary>What a scalar is by its writing.</summary>
internal enum ScalarType : byte
{
    Text = 0,
    Null,
    Boolean,
    Integer,
    Float,
}

/// <summary>Tells what a plain scalar is: the core schema of YAML 1.2 (section 10.3.2). There "yes" and "on" are texts.</summary>
internal static partial class CoreSchema
{
    public static ScalarType Classify(string plain)
    {
        if (plain.Length == 0)
        {
            return ScalarType.Null;
        }

        // Almost every scalar is a word; only these characters can begin a number or another special value.
        if (!"-+.0123456789~nNtTfF".Contains(plain[0], StringComparison.Ordinal))
        {
            return ScalarType.Text;
        }

        return plain switch
        {
            "~" or "null" or "Null" or "NULL" => ScalarType.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarType.Boolean,
            _ when Integer().IsMatch(plain) => ScalarType.Integer,
            _ when Float().IsMatch(plain) => ScalarType.Float,
            _ => ScalarType.Text,
        };
    }

    [GeneratedRegex(@"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
