namespace Gatehouse.Manifests.Tests;

/// <summary>
/// Each tests/Golden/manifests/*.in.yaml (or .in.json) is translated and compared with its .out.yaml.
/// UPDATE_GOLDEN=1 writes the outputs anew.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases { get; } = [.. Names];

    internal static IEnumerable<Translation> Translations => Names.Select(Translate);

    private static IEnumerable<string> Names => Directory
        .EnumerateFiles(GoldenFolder.Cases, "*.in.*")
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_translation_and_its_diagnostics_are_as_written(string name)
    {
        string actual = TranslationText.Print(Translate(name));
        string output = Path.Combine(GoldenFolder.Cases, name.Split('.')[0] + ".out.yaml");

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(output, actual);
        }

        Assert.Equal(File.ReadAllText(output), actual);
    }

    [Fact]
    public void Every_diagnostic_has_a_golden_case()
    {
        // These are about files, not about their text: ManifestSourceTests and ManifestReadingTests have them.
        HashSet<string> elsewhere = ["KB7001", "KB7002", "KB7008", "KB7068"];
        HashSet<string> seen = [.. Names.SelectMany(name => Translate(name).Diagnostics).Select(found => found.Id)];

        Assert.Empty(AllDiagnostics.Descriptors.Select(known => known.Id).Except(seen).Except(elsewhere));
    }

    // A case that needs an option says so itself, in its first line.
    private static Translation Translate(string name)
    {
        byte[] text = File.ReadAllBytes(Path.Combine(GoldenFolder.Cases, name));
        TranslationOptions options = new() { AllowExternalName = text.AsSpan().StartsWith("# allowExternalName\n"u8) };
        return ManifestTranslator.Translate(ManifestSet.Read([new ManifestText(name, text)]), options);
    }
}
