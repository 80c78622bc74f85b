using System.Diagnostics.CodeAnalysis;
using Gatehouse.Pipeline;
using Gatehouse.Routing;

namespace Gatehouse.Hosting;

/// <summary>Formats the texts that leave the process: a redirect's <c>Location</c>, and what a backend is asked for.</summary>
internal static class TargetText
{
    /// <summary>The <c>Location</c>; <see langword="false"/> where it would be too long.</summary>
    internal static bool TryFormatLocation(scoped in RequestDecision decision, scoped in HttpContextView request, [NotNullWhen(true)] out string? location)
    {
        using TextBuffer buffer = new(stackalloc char[Limits.StackCharsMax]);

        do
        {
            if (decision.Redirect!.TryFormatLocation(decision.Listener!, in request, decision.MatchedPathLength, buffer.Room, out int written))
            {
                location = new string(buffer.Room[..written]);
                return true;
            }
        }
        while (buffer.TryGrow());

        location = null;
        return false;
    }

    /// <summary>Path and raw query for the backend; <see langword="false"/> where they would be too long.</summary>
    internal static bool TryFormatUpstream(
        scoped in RequestDecision decision,
        ReadOnlySpan<char> path,
        RequestTarget target,
        string rawTarget,
        [NotNullWhen(true)] out string? upstream)
    {
        // A rewrite of the backend comes after the rule's, so where both change the path the backend's stands.
        CompiledRewrite? rewrite = PathRewrite(decision.Backend!.Filters) ?? PathRewrite(decision.Rule!.Filters);

        if (rewrite is null)
        {
            upstream = Join(path, target, rawTarget);
            return true;
        }

        using TextBuffer buffer = new(stackalloc char[Limits.StackCharsMax]);

        do
        {
            if (rewrite.TryFormatPath(path, decision.MatchedPathLength, buffer.Room, out int written))
            {
                upstream = Join(buffer.Room[..written], target, rawTarget);
                return true;
            }
        }
        while (buffer.TryGrow());

        upstream = null;
        return false;
    }

    private static CompiledRewrite? PathRewrite(CompiledFilters filters) =>
        filters.Rewrite is { ChangesPath: true } rewrite ? rewrite : null;

    private static string Join(ReadOnlySpan<char> path, RequestTarget target, string rawTarget)
    {
        // Most paths are normal already and not rewritten: then the target is the very string that was received.
        bool isAsReceived = target.Form == TargetForm.Origin && path.SequenceEqual(target.Path);

        if (isAsReceived)
        {
            return rawTarget;
        }

        return target.HasQuery ? string.Concat(path, "?", target.Query) : new string(path);
    }
}
