using Gatehouse.Primitives.Diagnostics;
using Xunit.Abstractions;

namespace Gatehouse.Manifests.Tests;

/// <summary>The examples of Gateway API itself: all of them are valid, so none of them may be an error here.</summary>
[Trait("Category", "Vectors")]
public sealed class GatewayApiExamples(ITestOutputHelper output)
{
    private const string Folder = "gateway-api-examples";

    [VectorsFact(Folder)]
    public void Each_is_read_without_errors_and_translated_alike_in_every_order()
    {
        int passed = 0;
        int excluded = 0;
        List<string> failures = [];

        foreach (string file in Directory.EnumerateFiles(VectorsFactAttribute.FolderOf(Folder), "*.yaml").Order(StringComparer.Ordinal))
        {
            VectorCase example = VectorCase.Load(file);
            WriteUnknown(example);

            // The rule: a case that has only kinds of other groups says nothing about this package.
            if (!example.HasOurKinds)
            {
                excluded++;
            }
            else if (FindFault(example) is { } fault)
            {
                failures.Add($"{example.Id}: {fault}");
            }
            else
            {
                passed++;
            }
        }

        output.WriteLine($"{Folder}: {passed} passed, {failures.Count} failed, {excluded} excluded");
        Assert.Empty(failures);
    }

    // Not a failure: an example may be newer than this package. But whoever reads the output should know.
    private void WriteUnknown(VectorCase example)
    {
        foreach (Diagnostic found in ManifestSet.Read(example.Objects).Diagnostics.Where(found => found.Severity != DiagnosticSeverity.Error))
        {
            output.WriteLine($"{example.Id}: {found}");
        }
    }

    private static string? FindFault(VectorCase example)
    {
        Translation inOrder = Shop.Translate([.. example.Objects]);
        Translation backwards = Shop.Translate([.. example.Objects.Reverse()]);
        List<Diagnostic> mistakes = [.. inOrder.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)];

        return mistakes.Count > 0 ? string.Join("; ", mistakes)
            : inOrder.Config != backwards.Config ? "another order gives another configuration"
            : inOrder.Statuses != backwards.Statuses ? "another order gives other statuses"
            : null;
    }
}
