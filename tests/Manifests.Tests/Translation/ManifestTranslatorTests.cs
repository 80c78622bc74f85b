using Gatehouse.Pipeline;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests.Tests;

public sealed class ManifestTranslatorTests
{
    private static readonly ManifestText[] Files =
    [
        Shop.Text("a.yaml", Shop.Base),
        Shop.Text("b.yaml", Shop.Route("one", "/one") + "---\n" + Shop.Route("two", "/two")),
        Shop.Text("c.yaml", Shop.Route("three", "/three")),
    ];

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        TrafficConfig inOrder = Shop.Translate(Files).Config;
        TrafficConfig backwards = Shop.Translate([.. Files.Reverse()]).Config;

        Assert.Equal(3, inOrder.Ports[0].Listeners[0].HttpRoutes.Count);
        Assert.Equal(inOrder, backwards);
        Assert.Equal(inOrder.GetHashCode(), backwards.GetHashCode());
    }

    [Fact]
    public void Nothing_is_found_in_right_manifests() => Assert.Empty(Shop.Translate(Files).Diagnostics);

    [Fact]
    public void Diagnostics_of_the_compiler_find_the_place_of_a_field()
    {
        DiagnosticBag diagnostics = Shop.Translate(Files).Diagnostics;
        FieldPath at = FieldPath.Of("HTTPRoute shop/two").Field("spec").Field("rules").Index(0)
            .Field("matches").Index(0).Field("path").Field("value");

        diagnostics.Report(new DiagnosticDescriptor("RT0000", DiagnosticSeverity.Error, "x", "y"), at);

        Assert.Equal(new SourceLocation("b.yaml", 16, 30), diagnostics.Single().Location);
    }

    [Fact]
    public void Without_a_timestamp_the_file_and_the_position_are_the_age()
    {
        Dictionary<string, RouteAge> ages = Shop.Translate(Files).Config.Ports[0].Listeners[0].HttpRoutes
            .ToDictionary(route => route.Name, route => route.Age);

        Assert.True(ages["shop/one"] < ages["shop/two"]);
        Assert.True(ages["shop/two"] < ages["shop/three"]);
    }

    [Fact]
    public void A_list_counts_its_items_as_documents()
    {
        string yaml = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {}}\n"
            + "- {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {}}\n";

        Assert.Equal([0, 1], Shop.Read(yaml).Resources.Select(resource => resource.Origin.Ordinal));
    }

    [Fact]
    public void Translating_twice_gives_the_same()
    {
        ManifestSet set = ManifestSet.Read(Files);

        Assert.Equal(ManifestTranslator.Translate(set).Config, ManifestTranslator.Translate(set).Config);
    }

    [Fact]
    public void Nothing_gives_nothing() => Assert.Equal(TrafficConfig.Empty, Shop.Translate().Config);
}
