using Gatehouse.Pipeline;

namespace Gatehouse.Manifests.Tests;

/// <summary>What becomes of rate limits where something changes or is wrong: never fewer limits in silence.</summary>
public sealed class RateLimitPoliciesTests : IDisposable
{
    private const string Plans = """
        apiVersion: gatehouse.dev/v1alpha1
        kind: Plan
        metadata: {name: free}
        spec: {limits: [{name: second, rate: {requests: 10, per: Second}}]}
        ---
        apiVersion: gatehouse.dev/v1alpha1
        kind: Customer
        metadata: {name: acme}
        spec: {plan: free}
        """;

    private const string Policy = """
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: edge, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge}]
          plans: {customer: {type: Header, name: x-customer}, default: free}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plans.yaml", Plans, "requests: 10,", "requests: 0,")]
    [InlineData("plans.yaml", Plans, "rate: {requests: 10, per: Second}", "rate: {requests: 1, per: Hour, burst: 1000000}")]
    [InlineData("plans.yaml", Plans, "spec: {plan: free}", "spec: {}")]
    [InlineData("policy.yaml", Policy, "kind: Gateway,", "kind: Gatway,")]
    [InlineData("policy.yaml", Policy, "  plans:", "  plan:")]
    [InlineData("policy.yaml", Policy, ", name: x-customer", "")]
    public async Task A_slip_keeps_what_limited_until_now_and_is_an_error(string file, string text, string before, string after)
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("plans.yaml", Plans);
        _folder.Write("policy.yaml", Policy);
        using ManifestSource source = new([_folder.Path]);
        ConfigReading good = await source.ReadAsync(CancellationToken.None);

        _folder.Write(file, text.Replace(before, after, StringComparison.Ordinal));
        ConfigReading reading = await source.ReadAsync(CancellationToken.None);

        Assert.Empty(good.Diagnostics);
        Assert.Equal(good.Config, reading.Config);
        Assert.True(reading.Diagnostics.HasErrors);
        Assert.Equal("KB7068", reading.Diagnostics.Last().Id);
    }

    [Fact]
    public async Task A_slip_at_the_start_is_an_error_so_that_nothing_is_served_without_its_limits()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("policy.yaml", Policy.Replace("Header", "header", StringComparison.Ordinal));
        using ManifestSource source = new([_folder.Path]);

        Assert.True((await source.ReadAsync(CancellationToken.None)).Diagnostics.HasErrors);
    }

    [Fact]
    public void A_policy_whose_plan_is_missing_stays_and_names_it()
    {
        Translation translation = Shop.Translate(Shop.Text("a.yaml", Shop.Base + "\n---\n" + Policy));

        Assert.Equal("free", Assert.Single((IEnumerable<RateLimitPolicy>)translation.Config.RateLimitPolicies).Plans!.DefaultPlan);
        Assert.Empty(translation.Config.Plans);
        Assert.Equal(["KB7085"], translation.Diagnostics.Select(found => found.Id));
        Assert.False(translation.Diagnostics.HasErrors);
    }

    [Fact]
    public void Plans_are_found_from_every_namespace()
    {
        string elsewhere = Policy.Replace("shop}", "other}", StringComparison.Ordinal);
        string gateway = Shop.Gateway.Replace("shop}", "other}", StringComparison.Ordinal).Replace("port: 80", "port: 81", StringComparison.Ordinal);
        Translation translation = Shop.Translate(Shop.Text("a.yaml", string.Join("\n---\n", Shop.Base, Plans, gateway, elsewhere)));

        Assert.Empty(translation.Diagnostics);
        Assert.Equal(new RateLimitTarget(RateLimitTargetKind.Gateway, "other/edge"), translation.Config.RateLimitPolicies[0].Targets[0]);
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        ManifestText[] files = [Shop.Text("a.yaml", Shop.Base), Shop.Text("b.yaml", Plans), Shop.Text("c.yaml", Policy)];

        Assert.Equal(Shop.Translate(files).Config, Shop.Translate([.. files.Reverse()]).Config);
        Assert.Single((IEnumerable<RateLimitPolicy>)Shop.Translate(files).Config.RateLimitPolicies);
    }

    [Fact]
    public void The_statuses_are_as_kubectl_shows_them()
    {
        Translation translation = Shop.Translate(Shop.Text("a.yaml", Shop.Base + "\n---\n" + Plans));

        Assert.Equal(
            """{"kind":"Customer","namespace":null,"name":"acme","status":{"conditions":[{"type":"ResolvedRefs","status":"True","reason":"ResolvedRefs","message":"","observedGeneration":0}]}}""",
            StatusDocument.Of(translation.Statuses.OfType<CustomerStatus>().Single()).ToJsonString());
    }
}
