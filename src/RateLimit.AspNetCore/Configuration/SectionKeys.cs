using Gatehouse.Primitives.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Keys of a configuration, and the places that diagnostics name: <c>RateLimit:Plans:free:Limits:second:Rate</c>.</summary>
internal static class SectionKeys
{
    public static SourceLocation PlaceOf(IConfigurationSection section) => new(section.Path, 0, 0);

    public static SourceLocation PlaceOf(IConfigurationSection section, string key) => new(ConfigurationPath.Combine(section.Path, key), 0, 0);

    /// <summary>Reports keys that nobody reads: a misspelt limit would be no limit.</summary>
    public static void Check(IConfigurationSection section, string[] known, DiagnosticBag diagnostics)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                diagnostics.Report(RateLimitConfigurationDiagnostics.KeyUnknown, PlaceOf(child), child.Key, string.Join(", ", known));
            }
        }
    }
}
