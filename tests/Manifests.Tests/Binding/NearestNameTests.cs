namespace Gatehouse.Manifests.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("wieght", "weight")]
    [InlineData("backendref", "backendRefs")]
    [InlineData("BackendRefs", "backendRefs")]
    [InlineData("nmae", "name")]
    [InlineData("prot", "port")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void A_slip_is_known_by_its_neighbours(string misspelt, string? meant) =>
        Assert.Equal(meant, NearestName.Find(misspelt, ["name", "weight", "backendRefs", "port"]));

    [Fact]
    public void A_very_long_word_is_no_slip() => Assert.Null(NearestName.Find(new string('a', 1_000_000), [new string('a', 64)]));
}
