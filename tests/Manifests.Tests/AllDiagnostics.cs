using System.Reflection;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests;

public sealed class AllDiagnostics
{
    internal static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. typeof(ManifestDiagnostics)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(known => known.Id, StringComparer.Ordinal)];

    [Fact]
    public void No_code_is_used_twice() =>
        Assert.Equal(Descriptors.Count, Descriptors.Select(known => known.Id).Distinct().Count());

    [Fact]
    public void Each_has_a_page()
    {
        IEnumerable<string> missing = Descriptors
            .Select(known => known.Id)
            .Where(id => !File.Exists(Path.Combine(GoldenFolder.DiagnosticPages, id + ".md")));

        Assert.Empty(missing);
    }
}
