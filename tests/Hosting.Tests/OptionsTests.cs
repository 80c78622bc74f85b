namespace Gatehouse.Hosting.Tests;

public class OptionsTests
{
    private readonly GatehouseOptionsValidator _validator = new();

    [Fact]
    public void The_defaults_are_good() => Assert.True(_validator.Validate(null, new GatehouseOptions()).Succeeded);

    [Fact]
    public void Every_failure_is_named()
    {
        GatehouseOptions options = new() { DefaultAddress = "localhost", PortOffset = 70_000, PrefaceTimeoutMs = 1, ConnectTimeoutMs = 0, UpstreamIdleTimeoutMs = 1 };
        Assert.Equal(5, _validator.Validate(null, options).Failures!.Count());
    }
}
