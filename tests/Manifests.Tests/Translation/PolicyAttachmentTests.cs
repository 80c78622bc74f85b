using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests;

public sealed class PolicyAttachmentTests
{
    private const string Route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: products, namespace: shop}
        spec: {parentRefs: [{name: edge}], rules: [{name: read}, {}]}
        """;

    private static readonly (string, string)[] Kinds =
        [(KindNames.GatewayGroup, KindNames.Gateway), (KindNames.GatewayGroup, KindNames.HttpRoute)];

    private static readonly PolicyPlace Gateway = new(KindNames.GatewayGroup, KindNames.Gateway, "shop", "edge");
    private static readonly PolicyPlace Products = new(KindNames.GatewayGroup, KindNames.HttpRoute, "shop", "products");

    [Fact]
    public void The_most_specific_place_counts()
    {
        PolicyAttachment<TestPolicy> attachment = Attach(
            Policy("gateway", Target(Gateway)),
            Policy("listener", Target(Gateway with { SectionName = "http" })),
            Policy("route", Target(Products)),
            Policy("rule", Target(Products with { SectionName = "read" })));

        Assert.Equal("rule", Find(attachment, Products with { SectionName = "read" }, Products, Gateway));
        Assert.Equal("route", Find(attachment, Products with { SectionName = "other" }, Products, Gateway));
        Assert.Equal("listener", Find(attachment, Gateway with { SectionName = "http" }, Gateway));
        Assert.Equal("gateway", Find(attachment, Products with { Name = "others" }, Gateway));
        Assert.DoesNotContain(attachment.All, policy => policy.Claims.Exists(claim => claim.Fault is not null));
    }

    [Fact]
    public void Of_two_for_one_place_the_older_has_it()
    {
        PolicyAttachment<TestPolicy> attachment = Attach(
            Policy("a-young", 2, Target(Products)), Policy("old", 1, Target(Products)));

        Assert.Equal("old", Find(attachment, Products));
        Assert.Equal(Reasons.Conflicted, FaultOf(attachment, "a-young"));
        Assert.Null(FaultOf(attachment, "old"));
    }

    [Fact]
    public void Of_two_of_one_age_the_lower_name_has_it()
    {
        PolicyAttachment<TestPolicy> attachment = Attach(Policy("b", 1, Target(Products)), Policy("a", 1, Target(Products)));

        Assert.Equal("a", Find(attachment, Products));
    }

    [Fact]
    public void What_does_not_exist_or_is_of_another_kind_is_no_target()
    {
        PolicyAttachment<TestPolicy> attachment = Attach(
            Policy("missing", Target(Products with { Name = "missing" })),
            Policy("section", Target(Products with { SectionName = "missing" })),
            Policy("service", new PolicyTarget("", KindNames.Service, "products", null)));

        Assert.Equal(Reasons.TargetNotFound, FaultOf(attachment, "missing"));
        Assert.Equal(Reasons.TargetNotFound, FaultOf(attachment, "section"));
        Assert.Equal(Reasons.Invalid, FaultOf(attachment, "service"));
    }

    [Fact]
    public void A_policy_has_an_ancestor_for_each_gateway_of_its_targets()
    {
        PolicyTargets targets = new(Shop.Read(Shop.Base + "\n---\n" + Route));
        targets.AddUse(KindNames.HttpRoute, "shop/products", "shop/edge");
        targets.AddUse(KindNames.Gateway, "shop/edge", "shop/edge");
        targets.AddUse(KindNames.HttpRoute, "shop/products", "shop/inner");
        PolicyAttachment<TestPolicy> attachment = new([Policy("both", Target(Products), Target(Gateway))], Kinds, targets, new DiagnosticBag());

        PolicyStatus status = Assert.Single(new PolicyStatuses(targets, new DiagnosticBag()).Write(attachment, _ => default));

        Assert.Equal(["edge", "inner"], status.Ancestors.Select(ancestor => ancestor.AncestorRef.Name));
        Assert.All(status.Ancestors, ancestor => Assert.Equal("Accepted", Assert.Single(ancestor.Conditions).Reason));
    }

    private static PolicyAttachment<TestPolicy> Attach(params TestPolicy[] policies) =>
        new(policies, Kinds, new PolicyTargets(Shop.Read(Shop.Base + "\n---\n" + Route)), new DiagnosticBag());

    private static string? Find(PolicyAttachment<TestPolicy> attachment, params ReadOnlySpan<PolicyPlace> places) =>
        attachment.Find(places)?.Metadata.Name;

    private static string? FaultOf(PolicyAttachment<TestPolicy> attachment, string name) =>
        attachment.All.Single(found => found.Policy.Metadata.Name == name).Claims.Single().Fault?.Reason;

    private static PolicyTarget Target(PolicyPlace place) => new(place.Group, place.Kind, place.Name, place.SectionName);

    private static TestPolicy Policy(string name, params PolicyTarget[] targets) => Policy(name, 1, targets);

    private static TestPolicy Policy(string name, int day, params PolicyTarget[] targets) => new()
    {
        Metadata = new ObjectMetadata
        {
            Name = name,
            Namespace = "shop",
            CreationTimestamp = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
        },
        Origin = new ResourceOrigin("test.yaml", 0, new MappingNode(default)),
        TargetRefs = targets.ToValueList(),
    };

    private sealed record TestPolicy : PolicyResource
    {
        public override string Kind => "TestPolicy";
    }
}
