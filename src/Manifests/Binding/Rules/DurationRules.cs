using System.Globalization;
using System.Text.RegularExpressions;

namespace Gatehouse.Manifests;

/// <summary>Durations (Gateway API, GEP-2257): no sign, no decimals.</summary>
internal static partial class DurationRules
{
    public static TimeSpan? Duration(FieldValue value)
    {
        if (value.Text() is not { } text)
        {
            return null;
        }

        Match match = Format().Match(text);

        if (!match.Success)
        {
            value.Report(ManifestDiagnostics.BadDuration, text);
            return null;
        }

        TimeSpan total = TimeSpan.Zero;

        foreach (Capture part in match.Groups["part"].Captures)
        {
            total += Part(part.ValueSpan);
        }

        return total;
    }

    private static TimeSpan Part(ReadOnlySpan<char> part)
    {
        int unit = part.IndexOfAnyExceptInRange('0', '9');
        int number = int.Parse(part[..unit], CultureInfo.InvariantCulture);

        return part[unit..] switch
        {
            "h" => TimeSpan.FromHours(number),
            "m" => TimeSpan.FromMinutes(number),
            "s" => TimeSpan.FromSeconds(number),
            _ => TimeSpan.FromMilliseconds(number),
        };
    }

    [GeneratedRegex(@"^(?<part>[0-9]{1,5}(?:h|ms|m|s)){1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
