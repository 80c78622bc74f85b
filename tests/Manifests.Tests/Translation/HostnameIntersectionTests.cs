namespace Gatehouse.Manifests.Tests;

public sealed class HostnameIntersectionTests
{
    [Theory]
    [InlineData(null, "a.example", true)]
    [InlineData("a.example", "a.example", true)]
    [InlineData("a.example", "b.example", false)]
    [InlineData("*.example", "a.example", true)]
    [InlineData("*.example", "a.b.example", true)]
    [InlineData("*.example", "example", false)]
    [InlineData("example", "*.example", false)]
    [InlineData("a.example", "*.example", true)]
    [InlineData("*.example", "*.b.example", true)]
    [InlineData("*.b.example", "*.example", true)]
    [InlineData("*.b.example", "*.c.example", false)]
    [InlineData("*.b.example", "xb.example", false)]
    [InlineData("*.b.example", "*.xb.example", false)]
    public void Wildcards_cover_what_is_under_them_and_not_themselves(string? listener, string route, bool exists) =>
        Assert.Equal(exists, HostnameIntersection.Exists(listener, [route]));
}
