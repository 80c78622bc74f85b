namespace Gatehouse.Manifests.Tests;

public sealed class NamespaceSelectionTests
{
    private const string Spaces = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: gold, labels: {plan: gold, tier: prod}}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: liar, labels: {kubernetes.io/metadata.name: gold}}
        """;

    [Theory]
    [InlineData("gold", "{}", true)]
    [InlineData("undeclared", "{}", true)]
    [InlineData("gold", "{matchLabels: {plan: gold}}", true)]
    [InlineData("gold", "{matchLabels: {plan: gold, tier: dev}}", false)]
    [InlineData("undeclared", "{matchLabels: {plan: gold}}", false)]
    [InlineData("undeclared", "{matchLabels: {kubernetes.io/metadata.name: undeclared}}", true)]
    [InlineData("liar", "{matchLabels: {kubernetes.io/metadata.name: gold}}", false)]
    [InlineData("gold", "{matchExpressions: [{key: plan, operator: In, values: [free, gold]}]}", true)]
    [InlineData("gold", "{matchExpressions: [{key: plan, operator: NotIn, values: [free, gold]}]}", false)]
    [InlineData("undeclared", "{matchExpressions: [{key: plan, operator: NotIn, values: [gold]}]}", true)]
    [InlineData("gold", "{matchExpressions: [{key: plan, operator: Exists}]}", true)]
    [InlineData("undeclared", "{matchExpressions: [{key: plan, operator: Exists}]}", false)]
    [InlineData("undeclared", "{matchExpressions: [{key: plan, operator: DoesNotExist}]}", true)]
    [InlineData("gold", "{matchLabels: {plan: gold}, matchExpressions: [{key: tier, operator: DoesNotExist}]}", false)]
    public void A_selector_holds_where_all_of_it_holds(string space, string selector, bool holds)
    {
        ManifestSet set = Shop.Read(Spaces + $$$"""

            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: gatehouse
              allowedListeners: {namespaces: {from: Selector, selector: {{{selector}}}}}
              listeners: [{name: http, port: 80, protocol: HTTP}]
            """);

        Assert.Empty(set.Diagnostics);
        NamespaceRule rule = set.All<GatewayResource>().Single().AllowedListeners;
        Assert.Equal(holds, new NamespaceSelection(set).Allow(rule, "default", space));
    }

    [Fact]
    public void A_selector_that_is_not_written_selects_nothing() =>
        Assert.False(new NamespaceSelection(Shop.Read(Spaces)).Allow(new NamespaceRule(NamespacesFrom.Selector), "gold", "gold"));
}
