using System.Text;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests;

public sealed class DocumentReaderTests
{
    [Fact]
    public void A_scalar_knows_its_line_and_column()
    {
        MappingNode root = ReadOne("# comment\nspec:\n  path:\n    value: /v2\n");

        Assert.Equal(new SourceLocation("a.yaml", 4, 12), NodeLocator.Locate(root, Path("spec", "path", "value")));
        Assert.Equal(new SourceLocation("a.yaml", 3, 3), NodeLocator.Locate(root, Path("spec", "path")));
    }

    [Fact]
    public void A_field_that_is_not_written_is_where_its_nearest_ancestor_is()
    {
        MappingNode root = ReadOne("spec:\n  rules:\n  - name: a\n");
        FieldPath missing = Path("spec", "rules").Index(0).Field("matches").Index(3).Field("path");

        Assert.Equal(new SourceLocation("a.yaml", 3, 5), NodeLocator.Locate(root, missing));
    }

    [Fact]
    public void Quotes_make_a_text_of_a_number()
    {
        MappingNode root = ReadOne("a: 80\nb: \"80\"\nc: 'true'\nd: yes\ne: ~\nf: 0x1F\ng: 1e3\nh: !!str 7\ni:\n");

        Assert.Equal(
            [
                ScalarType.Integer, ScalarType.Text, ScalarType.Text, ScalarType.Text, ScalarType.Null,
                ScalarType.Integer, ScalarType.Float, ScalarType.Text, ScalarType.Null,
            ],
            root.Entries.Select(entry => ((ScalarNode)entry.Value).Type));
    }

    [Fact]
    public void Empty_documents_are_skipped() => Assert.Equal(2, Read("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n").Documents.Count);

    [Fact]
    public void An_alias_stands_for_its_anchor()
    {
        MappingNode root = ReadOne("a: &x {b: c}\nd: *x\n");

        Assert.Same(root.Find("a")!.Value, root.Find("d")!.Value);
    }

    [Fact]
    public void An_anchor_does_not_contain_itself() => AssertUnreadable("a: &x [*x]\n", "KB7004");

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_text() => Assert.NotNull(ReadOne("\uFEFFkind: Service\n").Find("kind"));

    [Fact]
    public void Utf16_is_reported_where_it_stops_being_text()
    {
        DiagnosticBag found = AssertUnreadable([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("kind: Service")], "KB7003");

        Assert.Equal(new SourceLocation("a.yaml", 1, 1), found.Single().Location);
    }

    [Fact]
    public void Half_a_character_at_the_end_is_reported_there()
    {
        DiagnosticBag found = AssertUnreadable([.. "name: ä\nb: "u8, 0xC3], "KB7003");

        Assert.Equal(new SourceLocation("a.yaml", 2, 4), found.Single().Location);
    }

    [Fact]
    public void A_bomb_of_aliases_does_not_unfold()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");

        for (int i = 1; i < 60; i++)
        {
            string alias = $"*a{i - 1}";
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(alias, 10))}]\n");
        }

        AssertUnreadable(bomb.ToString(), "KB7005");
    }

    [Fact]
    public void A_thousand_aliases_are_enough() =>
        AssertUnreadable("a: &x y\nb:\n" + string.Concat(Enumerable.Repeat("- *x\n", 1_001)), "KB7005");

    [Fact]
    public void Ten_thousand_documents_are_too_many() =>
        AssertUnreadable(string.Concat(Enumerable.Repeat("---\na: 1\n", 10_000)), "KB7005");

    [Fact]
    public void A_million_nodes_are_too_many() =>
        AssertUnreadable("a: [" + string.Concat(Enumerable.Repeat("x,", Limits.NodesMax)) + "]", "KB7005");

    [Fact]
    public void A_hundred_megabytes_are_refused_without_a_look() => AssertUnreadable(new byte[100 * 1024 * 1024], "KB7002");

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- - - ")]
    [InlineData("? ? ? ")]
    public void Deep_nesting_ends_at_a_limit_and_not_on_the_stack(string opening) =>
        AssertUnreadable(string.Concat(Enumerable.Repeat(opening, 20_000)), "KB7005", "KB7004");

    [Fact]
    public void Deep_json_ends_at_a_limit()
    {
        DiagnosticBag diagnostics = new();
        ManifestDocuments read = DocumentReader.Read(Shop.Text("a.json", new string('[', 20_000)), diagnostics);

        Assert.False(read.IsReadable);
        Assert.Equal("KB7005", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public void Json_may_be_indented_with_tabs_and_hold_several_values()
    {
        DiagnosticBag diagnostics = new();
        ManifestDocuments read = DocumentReader.Read(Shop.Text("a.json", "{\n\t\"ä\": \"ü\",\n\t\"n\": 80}\n{\"b\": null}"), diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(2, read.Documents.Count);
        MappingEntry number = ((MappingNode)read.Documents[0].Root).Entries[1];
        Assert.Equal((new SourceLocation("a.json", 3, 2), new SourceLocation("a.json", 3, 7)), (number.KeyAt, number.Value.At));
    }

    [Fact]
    public void A_file_cut_anywhere_gives_diagnostics_and_no_exception()
    {
        byte[] whole = File.ReadAllBytes(System.IO.Path.Combine(GoldenFolder.Cases, "everything-that-is-served.in.yaml"));

        for (int length = 0; length < whole.Length; length += 5)
        {
            Assert.NotNull(ManifestTranslator.Translate(ManifestSet.Read([new ManifestText("cut.yaml", whole.AsMemory(0, length))])));
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_gives_diagnostics_and_no_exception()
    {
        byte[] whole = File.ReadAllBytes(System.IO.Path.Combine(GoldenFolder.Cases, "minimal.in.yaml"));
        Random chance = new(7);

        for (int round = 0; round < 2_000; round++)
        {
            byte[] changed = [.. whole];
            changed[chance.Next(changed.Length)] = (byte)"{}[]:,-&*!|>'\"%@`#? \n\t~0"[chance.Next(24)];
            changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
            string name = round % 4 == 0 ? "changed.json" : "changed.yaml";
            Assert.NotNull(ManifestTranslator.Translate(ManifestSet.Read([new ManifestText(name, changed)])));
        }
    }

    private static FieldPath Path(params ReadOnlySpan<string> names)
    {
        FieldPath path = FieldPath.Of("");

        foreach (string name in names)
        {
            path = path.Field(name);
        }

        return path;
    }

    private static ManifestDocuments Read(string yaml)
    {
        DiagnosticBag diagnostics = new();
        ManifestDocuments read = DocumentReader.Read(Shop.Text("a.yaml", yaml), diagnostics);
        Assert.Empty(diagnostics);
        return read;
    }

    private static MappingNode ReadOne(string yaml) => (MappingNode)Assert.Single(Read(yaml).Documents).Root;

    private static DiagnosticBag AssertUnreadable(string yaml, params string[] ids) => AssertUnreadable(Encoding.UTF8.GetBytes(yaml), ids);

    private static DiagnosticBag AssertUnreadable(byte[] bytes, params string[] ids)
    {
        DiagnosticBag diagnostics = new();
        Assert.False(DocumentReader.Read(new ManifestText("a.yaml", bytes), diagnostics).IsReadable);
        Assert.Contains(Assert.Single(diagnostics).Id, ids);
        return diagnostics;
    }
}
