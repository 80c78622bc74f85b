namespace Gatehouse.Consumers;

/// <summary>Each package works for somebody who has nothing but the package.</summary>
public sealed class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public void Routing_serves_a_fresh_console_project_and_survives_trimming()
    {
        const string Expected = "/v2/items -> v2; /v2example -> NoRule";
        Consumer consumer = new(feed, "Routing");

        Assert.Equal(Expected, consumer.Run().Trim());
        Assert.Equal(consumer.ExpectedClosure, consumer.Closure());
        Assert.Equal(Expected, consumer.PublishTrimmedAndRun().Trim());
    }
}
