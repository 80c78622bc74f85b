using System.Buffers;

namespace Gatehouse.Manifests;

/// <summary>What a path match may be (CEL rules of Gateway API, HTTPPathMatch).</summary>
internal static class PathRules
{
    private const int LengthMax = 1_024;

    private static readonly string[] Forbidden = ["//", "/./", "/../", "%2f", "%2F", "#"];
    private static readonly string[] ForbiddenEnds = ["/..", "/."];

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        "-/._~!$&'()*+,;=:@%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The value as it is written; every rule it breaks is reported.</summary>
    public static string Path(FieldValue value, string type)
    {
        if (value.Text(0, LengthMax) is not { } path)
        {
            return "/";
        }

        // The value of a RegularExpression is an expression: the routing compiler knows whether it is one.
        if (type != "RegularExpression")
        {
            Check(value, path);
        }

        return path;
    }

    private static void Check(FieldValue value, string path)
    {
        if (!path.StartsWith('/'))
        {
            value.Report(ManifestDiagnostics.PathNotRooted, path);
        }

        string? forbidden = Forbidden.FirstOrDefault(part => path.Contains(part, StringComparison.Ordinal))
            ?? ForbiddenEnds.FirstOrDefault(end => path.EndsWith(end, StringComparison.Ordinal));

        if (forbidden is not null)
        {
            value.Report(ManifestDiagnostics.PathNotNormal, path, $"'{forbidden}'");
        }
        else if (path.AsSpan().ContainsAnyExcept(PathCharacters) || HasHalfEscape(path))
        {
            value.Report(ManifestDiagnostics.BadPathCharacter, path);
        }
    }

    private static bool HasHalfEscape(string path)
    {
        for (int at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 2 >= path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
