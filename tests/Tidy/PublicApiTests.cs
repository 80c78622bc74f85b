using System.Reflection;

namespace Gatehouse.Tidy;

public class PublicApiTests
{
    public static TheoryData<string> Packages => [.. Repository.Packable];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_api_is_the_one_written_down(string package)
    {
        string file = PublicApi.FileOf(package);
        string actual = PublicApi.Of(Assembly.Load($"{Repository.Prefix}.{package}"));

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Repository.FullPath(file), actual);
        }

        string expected = Repository.Exists(file) ? File.ReadAllText(Repository.FullPath(file)) : "";
        string? difference = PublicApi.Difference(expected, actual);
        Assert.True(difference is null, $"{file}: {difference}. Intended? UPDATE_GOLDEN=1 writes it anew; add a line to CHANGELOG.md.");
    }

    [Fact]
    public void The_api_is_read_from_the_assembly() =>
        Assert.Contains("public class PublicApiTests", PublicApi.Of(typeof(PublicApiTests).Assembly), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\nb\n", "a\nb\nc\n", "line 3: was '', is 'c'")]
    [InlineData("a\nb\n", "a\nx\n", "line 2: was 'b', is 'x'")]
    [InlineData("", "a\n", "line 1: was '', is 'a'")]
    public void A_difference_is_found(string expected, string actual, string message) =>
        Assert.Equal(message, PublicApi.Difference(expected, actual));

    [Theory]
    [InlineData("a\nb\n", "a\r\nb\r\n")]
    [InlineData("a", "a\n")]
    public void Line_ends_do_not_count(string expected, string actual) => Assert.Null(PublicApi.Difference(expected, actual));
}
