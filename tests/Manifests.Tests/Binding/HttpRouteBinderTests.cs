using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests.Tests;

public sealed class HttpRouteBinderTests
{
    [Fact]
    public void Prefix_without_a_leading_slash_is_reported_at_its_line()
    {
        Diagnostic found = Assert.Single(Shop.Read(Shop.Route("products", "v2")).Diagnostics);

        Assert.Equal(
            "shop.yaml(7,30): error KB7022: spec.rules[0].matches[0].path.value: must begin with '/', found 'v2'; fix: put a '/' in front",
            found.ToString());
        Assert.Equal("HTTPRoute shop/products", found.ObjectName);
    }

    [Fact]
    public void A_dozen_mistakes_are_a_dozen_diagnostics_each_at_its_place()
    {
        const string Yaml = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: Products
              lables: {}
            spec:
              parentRefs:
              - name: edge
                port: 0
              hostnames: [Shop.example]
              rules:
              - matches:
                - path:
                    value: v2
                - method: get
                filters:
                - type: RequestRedirect
                  requestRedirect:
                    statusCode: 200
                    port: "80"
                backendRefs:
                - name: products
                  wieght: 1
                  weight: -1
                timeouts:
                  request: 1.5s
            """;

        Assert.Equal(
            [
                "KB7019 (4,9)", "KB7012 (5,3)", "KB7016 (9,11)", "KB7021 (10,15)", "KB7022 (14,16)", "KB7015 (15,15)",
                "KB7011 (20,15)", "KB7015 (19,21)", "KB7016 (24,15)", "KB7031 (22,7)", "KB7012 (23,7)", "KB7032 (26,16)",
                "KB7029 (21,5)",
            ],
            Shop.Places(Shop.Read(Yaml).Diagnostics));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/a%20b/~c;d=1", true)]
    [InlineData("/a%2Fb", false)]
    [InlineData("/a/./b", false)]
    [InlineData("/a/.", false)]
    [InlineData("/a/.b", true)]
    [InlineData("/%zz", false)]
    [InlineData("/a?b", false)]
    public void Paths_are_those_that_a_normalised_request_can_have(string path, bool isRight) =>
        Assert.Equal(isRight, Shop.Read(Shop.Route("a", $"\"{path}\"")).Diagnostics.Count == 0);

    [Fact]
    public void An_object_with_an_error_is_left_out_and_the_others_are_not()
    {
        ManifestSet set = Shop.Read(Shop.Route("good", "/a") + "---\n" + Shop.Route("bad", "a"));

        Assert.Equal("HTTPRoute shop/good", Assert.Single(set.Resources).ObjectName);
    }

    [Fact]
    public void A_list_over_its_limit_is_reported_once()
    {
        string hostnames = string.Join(", ", Enumerable.Range(0, 17).Select(i => $"h{i}.example"));
        string yaml = $"apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: a}}\nspec:\n  hostnames: [{hostnames}]\n";

        Assert.Equal(["KB7018 (5,3)"], Shop.Places(Shop.Read(yaml).Diagnostics));
    }
}
