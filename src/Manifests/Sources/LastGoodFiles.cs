using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Keeps the last good version of every file and object: a slip in one must not take down what it does not concern, nor
/// what served well until now.
/// </summary>
internal sealed class LastGoodFiles
{
    private Dictionary<string, IReadOnlyList<BoundObject>> _good = new(StringComparer.Ordinal);

    /// <summary>Fills what is unreadable or invalid with its last good version, and remembers what is good now.</summary>
    public IReadOnlyList<BoundFile> Complete(IReadOnlyList<BoundFile> fresh, IReadOnlyList<PathProblem> problems)
    {
        List<BoundFile> live = [.. fresh.Select(Complete)];
        live.AddRange(problems.Select(problem => BoundFile.Unreadable(problem.Path, problem.Descriptor, problem.Argument)));

        HashSet<string> present = new(fresh.Select(file => file.Name), StringComparer.Ordinal);
        live.AddRange(_good
            .Where(file => !present.Contains(file.Key) && problems.Any(problem => problem.Hides(file.Key)))
            .Select(file => Revive(file.Key, file.Value)));

        _good = live
            .Where(file => file.IsReadable)
            .ToDictionary(
                file => file.Name,
                IReadOnlyList<BoundObject> (file) => [.. file.Objects.Where(found => found.Resource is not null)],
                StringComparer.Ordinal);
        return live;
    }

    private BoundFile Complete(BoundFile fresh)
    {
        if (!_good.TryGetValue(fresh.Name, out IReadOnlyList<BoundObject>? good))
        {
            return fresh;
        }

        DiagnosticBag diagnostics = Copy(fresh.Diagnostics);

        if (!fresh.IsReadable)
        {
            diagnostics.Report(ManifestDiagnostics.LastGoodServes, new SourceLocation(fresh.Name, 0, 0));
            return fresh with { IsReadable = true, Objects = good, Diagnostics = diagnostics };
        }

        Dictionary<string, BoundObject> byName = new(StringComparer.Ordinal);

        foreach (BoundObject old in good)
        {
            byName.TryAdd(old.ObjectName ?? "", old);
        }

        List<BoundObject> objects = [.. fresh.Objects.Select(found => Replace(found, byName, diagnostics))];

        // An object without a name may be any of those that were here: all that are missing now serve on.
        if (fresh.Objects.Any(found => found.ObjectName is null))
        {
            HashSet<string?> present = [.. objects.Select(found => found.ObjectName)];
            objects.AddRange(good.Where(old => !present.Contains(old.ObjectName)));
        }

        return fresh with { Objects = objects, Diagnostics = diagnostics };
    }

    private static BoundObject Replace(BoundObject found, Dictionary<string, BoundObject> good, DiagnosticBag diagnostics)
    {
        if (found.Resource is not null
            || found.ObjectName is null
            || !good.TryGetValue(found.ObjectName, out BoundObject? last))
        {
            return found;
        }

        diagnostics.Report(ManifestDiagnostics.LastGoodServes, FieldPath.Of(found.ObjectName), found.At);
        return last;
    }

    private static BoundFile Revive(string name, IReadOnlyList<BoundObject> good)
    {
        DiagnosticBag diagnostics = new();
        diagnostics.Report(ManifestDiagnostics.LastGoodServes, new SourceLocation(name, 0, 0));
        return new BoundFile { Name = name, IsReadable = true, Objects = good, Diagnostics = diagnostics, UnknownKinds = [] };
    }

    private static DiagnosticBag Copy(DiagnosticBag source)
    {
        DiagnosticBag copy = new();

        foreach (Diagnostic finding in source)
        {
            copy.Add(finding);
        }

        return copy;
    }
}
