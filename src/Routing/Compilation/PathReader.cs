using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Reads the paths of a configuration: what no normalised request can have is reported.</summary>
internal static class PathReader
{
    /// <summary>The normal form, or <see langword="null"/> where the path was reported (Gateway API, HTTPPathMatch.value).</summary>
    public static string? Read(string path, FieldPath at, DiagnosticBag diagnostics)
    {
        if (!path.StartsWith('/'))
        {
            diagnostics.Report(RoutingDiagnostics.PathMustBeRooted, at, path);
        }
        else if (path.Length > Limits.PathLengthMax)
        {
            diagnostics.Report(RoutingDiagnostics.PathTooLong, at, path, Limits.PathLengthMax);
        }
        else if (!IsNormal(path) || !RequestPath.TryNormalize(path, out string normal))
        {
            diagnostics.Report(RoutingDiagnostics.PathNotNormal, at, path);
        }
        else
        {
            return normal;
        }

        return null;
    }

    private static bool IsNormal(string path) =>
        !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/./", StringComparison.Ordinal)
        && !path.Contains("/../", StringComparison.Ordinal)
        && !path.EndsWith("/.", StringComparison.Ordinal)
        && !path.EndsWith("/..", StringComparison.Ordinal)
        && !RequestPath.HasEncodedSlash(path);
}
