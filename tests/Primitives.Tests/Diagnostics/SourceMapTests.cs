using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Primitives.Tests.Diagnostics;

public class SourceMapTests
{
    [Fact]
    public void An_object_built_in_code_has_no_place() => Assert.Null(new SourceMap().Locate(FieldPath.Of("Gateway shop/web")));

    [Fact]
    public void Each_object_is_located_by_its_own_reader()
    {
        SourceMap map = new();
        map.Add("Gateway shop/web", _ => new SourceLocation("web.yaml", 1, 1));
        map.Add("Gateway shop/api", path => new SourceLocation("api.yaml", path.Position, 1));

        Assert.Equal(new SourceLocation("api.yaml", 7, 1), map.Locate(FieldPath.Of("Gateway shop/api").Index(7)));
    }

    [Fact]
    public void The_last_entry_for_a_name_counts()
    {
        SourceMap map = new();
        map.Add("Gateway shop/web", _ => new SourceLocation("old.yaml", 1, 1));
        map.Add("Gateway shop/web", _ => new SourceLocation("new.yaml", 1, 1));

        Assert.Equal("new.yaml", map.Locate(FieldPath.Of("Gateway shop/web"))?.File);
    }
}
