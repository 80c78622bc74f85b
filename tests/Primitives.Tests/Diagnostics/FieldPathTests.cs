using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Primitives.Tests.Diagnostics;

public class FieldPathTests
{
    private static readonly FieldPath Route = FieldPath.Of("HTTPRoute shop/products");

    [Fact]
    public void A_path_prints_as_its_author_would_write_it() =>
        Assert.Equal(
            "spec.rules[0].matches[1].path.value",
            Route.Field("spec").Field("rules").Index(0).Field("matches").Index(1).Field("path").Field("value").ToString());

    [Fact]
    public void The_object_itself_has_an_empty_path() => Assert.Equal("", Route.ToString());

    [Theory]
    [InlineData("gateway.networking.k8s.io/name")]
    [InlineData("two words")]
    [InlineData("a[0]")]
    public void A_key_that_would_read_as_several_fields_is_quoted(string key) =>
        Assert.Equal($"metadata.labels['{key}']", Route.Field("metadata").Field("labels").Field(key).ToString());

    [Fact]
    public void Every_step_keeps_the_objects_name() =>
        Assert.Equal("HTTPRoute shop/products", Route.Field("spec").Index(3).ObjectName);

    [Fact]
    public void A_step_does_not_change_the_path_it_starts_from()
    {
        FieldPath spec = Route.Field("spec");
        FieldPath rules = spec.Field("rules");

        Assert.Equal("spec", spec.ToString());
        Assert.Same(spec, rules.Parent);
    }

    [Fact]
    public void A_step_is_a_name_or_a_position()
    {
        FieldPath field = Route.Field("spec");
        FieldPath item = field.Index(2);

        Assert.Equal(("spec", -1), (field.Name, field.Position));
        Assert.Equal((null, 2), (item.Name, item.Position));
        Assert.Null(Route.Parent);
    }
}
