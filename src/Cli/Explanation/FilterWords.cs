using Gatehouse.Routing;

namespace Gatehouse.Cli;

/// <summary>Filters in words, and what they make of one request.</summary>
internal static class FilterWords
{
    public static IReadOnlyList<string> Of(CompiledFilters filters, in RouteResult match, AskedRequest request)
    {
        List<string> words = [];

        if (filters.Unresolved is not null)
        {
            words.Add($"{filters.Unresolved} can not be resolved: answers 500");
        }

        if (filters.Redirect is not null)
        {
            words.Add($"redirect {filters.Redirect.StatusCode} to {LocationOf(filters.Redirect, in match, request)}");
        }

        AddEdits(words, "request", filters.RequestHeaders);
        AddRewrite(words, filters.Rewrite, in match, request);
        AddEdits(words, "response", filters.ResponseHeaders);
        return words;
    }

    private static void AddEdits(List<string> words, string side, ReadOnlySpan<HeaderEdit> edits)
    {
        foreach (HeaderEdit edit in edits)
        {
            words.Add(edit.Kind switch
            {
                HeaderEditKind.Set => $"set {side} header {edit.Name} to '{edit.Value}'",
                HeaderEditKind.Add => $"add '{edit.Value}' to {side} header {edit.Name}",
                _ => $"remove {side} header {edit.Name}",
            });
        }
    }

    private static void AddRewrite(List<string> words, CompiledRewrite? rewrite, in RouteResult match, AskedRequest request)
    {
        if (rewrite?.Hostname is not null)
        {
            words.Add($"rewrite host to {rewrite.Hostname}");
        }

        if (rewrite is { ChangesPath: true })
        {
            char[] path = new char[rewrite.PathLengthMax(request.Path.Length)];
            rewrite.TryFormatPath(request.Path, match.MatchedPathLength, path, out int written);
            words.Add($"rewrite path to {path.AsSpan(0, written)}");
        }
    }

    private static string LocationOf(CompiledRedirect redirect, in RouteResult match, AskedRequest request)
    {
        char[] location = new char[redirect.LocationLengthMax(request)];
        redirect.TryFormatLocation(match.Listener!, request, match.MatchedPathLength, location, out int written);
        return new string(location, 0, written);
    }
}
