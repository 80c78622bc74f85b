namespace Gatehouse.Hosting.Tests;

public class OptionsTests
{
    private readonly GatehouseOptionsValidator _validator = new();

    [Fact]
    public void The_defaults_are_good() => Assert.True(_validator.Validate(null, new GatehouseOptions()).Succeeded);

    [Fact]
    public void Every_failure_is_named()
    {
        GatehouseOptions options = new() { DefaultAddress = "localhost", PortOffset = 70_000, PrefaceTimeoutMs = 1, TlsHandshakeTimeoutMs = 1, ConnectTimeoutMs = 0, UpstreamIdleTimeoutMs = 1 };
        Assert.Equal(6, _validator.Validate(null, options).Failures!.Count());
    }

    [Fact]
    public void What_is_believed_and_told_is_checked_as_well()
    {
        GatehouseOptions options = new()
        {
            Forwarding = { TrustedHops = 33, Format = (ForwardedFormat)9, ViaPseudonym = "a b", ViaLoopsMax = -1 },
            Tracing = { TraceStateKey = "GW" },
        };
        options.Forwarding.TrustedProxies.Add("10.0.0.0/40");
        options.Forwarding.IdentityFields.Add("*");

        string[] failures = [.. _validator.Validate(null, options).Failures!];

        Assert.Equal(7, failures.Length);
        Assert.Contains("TrustedProxies '10.0.0.0/40': must have a prefix length of 0 to 32 after the '/'.", failures);
        Assert.Contains("IdentityFields must be names or beginnings of names with a final '*', found '*'.", failures);
    }

    [Fact]
    public void Identity_fields_are_bounded()
    {
        GatehouseOptions options = new();

        while (options.Forwarding.IdentityFields.Count <= Limits.IdentityFieldsMax)
        {
            options.Forwarding.IdentityFields.Add($"x-{options.Forwarding.IdentityFields.Count}");
        }

        Assert.Contains("at most 64", Assert.Single(_validator.Validate(null, options).Failures!), StringComparison.Ordinal);
    }
}
