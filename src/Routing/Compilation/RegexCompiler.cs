using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>
/// Compiles the regular expressions of a configuration: whole-value matches that take time linear in the text. The
/// NonBacktracking engine also refuses a pattern that would unfold to too many states, such as ((a{1000}){1000}){1000},
/// before it builds it.
/// </summary>
internal static class RegexCompiler
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private const string Start = @"\A(?:";
    private const string End = @")\z";

    public static Regex? Compile(string pattern, FieldPath at, DiagnosticBag diagnostics)
    {
        if (pattern.Length > Limits.RegexLengthMax)
        {
            diagnostics.Report(RoutingDiagnostics.RegexTooLong, at, pattern, Limits.RegexLengthMax);
            return null;
        }

        try
        {
            // First alone: "a)(?:b" must not become valid by what is put around it.
            _ = new Regex(pattern, Options);
            return new Regex($"{Start}{pattern}{End}", Options);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            diagnostics.Report(RoutingDiagnostics.RegexInvalid, at, pattern, ReasonOf(fault));
            return null;
        }
    }

    /// <summary>The pattern that a compiled expression was written as.</summary>
    public static string SourceOf(Regex compiled) => compiled.ToString()[Start.Length..^End.Length];

    /// <summary>The text that every match of a pattern begins with, as far as it is easy to see.</summary>
    public static byte[] LiteralOf(string pattern)
    {
        int start = pattern.StartsWith('^') ? 1 : 0;
        int end = start;

        while (end < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[end]) || pattern[end] is '/' or '-' or '_' or '~'))
        {
            end++;
        }

        // A quantifier may take the last character back; an alternative anywhere may take all of it back.
        if (end < pattern.Length && pattern[end] is '?' or '*' or '{')
        {
            end--;
        }

        return pattern.Contains('|') || end <= start ? [] : Encoding.ASCII.GetBytes(pattern[start..end]);
    }

    private static string ReasonOf(Exception fault) =>
        fault is RegexParseException parse ? $"{parse.Error} at {parse.Offset}" : fault.Message;
}
