using System.Text.RegularExpressions;

namespace Gatehouse.Consumers;

/// <summary>Each package works for somebody who has nothing but the package, also trimmed.</summary>
public sealed class PackageTests(PublishedConsumers consumers) : IClassFixture<PublishedConsumers>
{
    [Theory]
    [InlineData("Routing", @"^/v2/items -> v2; /v2example -> NoRule$")]
    [InlineData("RateLimit", @"^Admitted Admitted RateExceeded, retry after 1 s$")]
    [InlineData("RateLimit.Redis", @"^StoreUnavailable Admitted RateExceeded, retry after 2 s$")]
    [InlineData("RateLimit.AspNetCore", "^200 429, retry after 60$")]
    [InlineData("Manifests", @"^shop\.yaml\(4,\d+\): error KB\d+: spec\.rules\[0\]\.matches\[0\]\.path\.value: must begin with '/', found 'products'; fix: .+$")]
    [InlineData("Hosting", "^ready, True$")]
    [InlineData("Yarp", @"^http://shop\.example/products\?x=1$")]
    public void It_serves_a_fresh_project_and_survives_trimming(string package, string expected)
    {
        ConsumerOutcome outcome = consumers.Of(package);

        Assert.Matches(new Regex(expected), outcome.Printed.Trim());
        Assert.Matches(new Regex(expected), outcome.PrintedTrimmed.Trim());
    }

    [Theory]
    [InlineData("Routing")]
    [InlineData("RateLimit")]
    [InlineData("RateLimit.Redis")]
    [InlineData("RateLimit.AspNetCore")]
    [InlineData("Manifests")]
    [InlineData("Hosting")]
    [InlineData("Yarp")]
    public void It_brings_no_package_that_is_not_written_down(string package) =>
        Assert.Equal(consumers.Of(package).ExpectedClosure, consumers.Of(package).Closure);
}
