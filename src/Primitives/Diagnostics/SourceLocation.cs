using System.Globalization;

namespace Gatehouse.Primitives.Diagnostics;

/// <summary>A place in a configuration's text.</summary>
/// <param name="File">The name the bytes came with: a path, or what the source calls itself.</param>
/// <param name="Line">The line, from 1; 0 where it is unknown.</param>
/// <param name="Column">The column in characters, from 1; 0 where it is unknown.</param>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <summary>The way compilers print it: <c>shop.yaml(14,16)</c>.</summary>
    public override string ToString() =>
        Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})");
}
