using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Primitives.Tests.Diagnostics;

public class DiagnosticBagTests
{
    private static readonly DiagnosticDescriptor Error = new("TT0001", DiagnosticSeverity.Error, "must be {0}", "write {0}");
    private static readonly DiagnosticDescriptor Warning = new("TT0002", DiagnosticSeverity.Warning, "is {odd}", "think of {it}");
    private static readonly FieldPath Field = FieldPath.Of("Gateway shop/web").Field("spec");

    [Fact]
    public void Arguments_fill_the_message_and_the_mend()
    {
        DiagnosticBag bag = [];
        bag.Report(Error, Field, "9", 10);

        Diagnostic only = Assert.Single(bag);
        Assert.Equal(("must be 10", "write 10", "9"), (only.Message, only.Mend, only.Found));
    }

    [Fact]
    public void Braces_stay_where_there_are_no_arguments()
    {
        DiagnosticBag bag = [];
        bag.Report(Warning, Field);

        Assert.Equal("is {odd}", Assert.Single(bag).Message);
    }

    [Fact]
    public void The_source_map_says_where_a_field_was_written()
    {
        SourceMap sources = new();
        sources.Add("Gateway shop/web", path => new SourceLocation("web.yaml", 3, path.ToString().Length));
        DiagnosticBag bag = new(sources);
        bag.Report(Error, Field, null, 1);

        Assert.Equal("web.yaml(3,4): error TT0001: spec: must be 1; fix: write 1", Assert.Single(bag).ToString());
    }

    [Fact]
    public void A_place_in_a_text_needs_no_object()
    {
        DiagnosticBag bag = [];
        bag.Report(Error, new SourceLocation("web.yaml", 1, 2), null, 1);

        Assert.Equal("web.yaml(1,2): error TT0001: must be 1; fix: write 1", Assert.Single(bag).ToString());
    }

    [Fact]
    public void Only_errors_count_as_errors()
    {
        DiagnosticBag bag = [];
        bag.Report(Warning, Field);
        Assert.False(bag.HasErrors);

        bag.Report(Error, Field, null, 1);
        Assert.Equal((2, 1, true), (bag.Count, bag.ErrorCount, bag.HasErrors));
    }

    [Fact]
    public void What_is_over_the_bound_is_counted_and_dropped()
    {
        DiagnosticBag bag = [];
        for (int i = 0; i < DiagnosticBag.CountMax + 5; i++)
        {
            bag.Report(Error, Field, null, i);
        }

        Assert.Equal((DiagnosticBag.CountMax, 5), (bag.Count, bag.DroppedCount));
        Assert.Equal(DiagnosticBag.CountMax + 5, bag.ErrorCount);
    }

    [Fact]
    public void A_long_found_text_is_cut()
    {
        DiagnosticBag bag = [];
        bag.Report(Error, Field, new string('a', DiagnosticBag.FoundLengthMax + 1), 1);

        Assert.Equal(new string('a', DiagnosticBag.FoundLengthMax) + "…", Assert.Single(bag).Found);
    }

    [Fact]
    public void Controls_in_a_found_text_cannot_write_a_line_of_their_own()
    {
        DiagnosticBag bag = [];
        bag.Report(Error, Field, "a\nweb.yaml(1,1): error\u001b", 1);

        Assert.Equal("a\uFFFDweb.yaml(1,1): error\uFFFD", Assert.Single(bag).Found);
    }

    [Theory]
    [InlineData("a\u007Fb")]
    [InlineData("a\u009Bb")]
    public void Controls_beyond_ascii_are_replaced_as_well(string found)
    {
        DiagnosticBag bag = [];
        bag.Report(Error, Field, found, 1);

        Assert.Equal("a\uFFFDb", Assert.Single(bag).Found);
    }
}
