using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>What the shop's lessons promise, over HTTP/1.1 and HTTP/2.</summary>
public class ShopTests(OpenShop shop) : IClassFixture<OpenShop>
{
    [Theory]
    [InlineData("/", "frontend")]
    [InlineData("/carts", "frontend")]
    [InlineData("/cart", "cart")]
    [InlineData("/cart/7?x=1", "cart")]
    [InlineData("/users/ada", "users")]
    [InlineData("/products/mug", "products")]
    [InlineData("/orders", "orders")]
    [InlineData("/payments/1", "payments")]
    public async Task A_path_reaches_its_service(string target, string service)
    {
        foreach (int httpMajor in new[] { 1, 2 })
        {
            JsonNode seen = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, target, httpMajor));

            Assert.Equal((service, target), ((string?)seen["service"], (string?)seen["path"]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_header_reaches_version_2(int httpMajor)
    {
        for (int i = 0; i < 20; i++)
        {
            JsonNode seen = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, "/products/mug", httpMajor, ("x-canary", "true")));
            Assert.Equal("v2", (string?)seen["version"]);
        }
    }

    [Fact]
    public async Task A_method_chooses_the_rule()
    {
        JsonNode placed = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Post, "/orders/mug"));
        Assert.Equal("web", (string?)placed["headers"]!["x-order-channel"]);
        Assert.Equal("Coffee mug", (string?)placed["content"]!["product"]!["name"]);

        JsonNode read = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, "/orders/mug"));
        Assert.Null(read["headers"]!["x-order-channel"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_no_rule_takes_is_404(int httpMajor)
    {
        using HttpResponseMessage answer = await shop.SendAsync(HttpMethod.Delete, "/orders/mug", httpMajor);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ten_in_a_hundred_see_version_2(int httpMajor)
    {
        int second = 0;
        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            JsonNode seen = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, "/products", httpMajor));
            Interlocked.Add(ref second, (string?)seen["version"] == "v2" ? 1 : 0);
        });

        // 60 expected; six standard deviations (7.3) either way, so that chance alone fails one run in 500 million.
        Assert.InRange(second, 16, 104);
    }

    [Fact]
    public async Task A_redirect_keeps_the_rest_and_the_query()
    {
        using HttpResponseMessage answer = await shop.SendAsync(HttpMethod.Get, "/old-shop/products?x=1");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("http://127.0.0.1:8080/products?x=1", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_rewrite_changes_prefix_and_host()
    {
        JsonNode seen = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, "/api/v1/products/mug?x=%20"));

        Assert.Equal("/products/mug?x=%20", (string?)seen["path"]);
        Assert.Equal("products.shop.internal", (string?)seen["host"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Headers_change_both_ways(int httpMajor)
    {
        using HttpResponseMessage answer = await shop.SendAsync(HttpMethod.Get, "/payments", httpMajor, ("x-debug", "1"), ("x-tags", "a"));
        JsonNode headers = (await OpenShop.ReadAsync(answer))["headers"]!;

        Assert.Equal("EUR", (string?)headers["x-currency"]);
        Assert.Equal("a,gateway", ((string?)headers["x-tags"])!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Null(headers["x-debug"]);
        Assert.Equal("gatehouse", Assert.Single(answer.Headers.GetValues("x-shop")));
        Assert.False(answer.Headers.Contains("x-served-by"));
    }

    [Fact]
    public async Task A_partner_has_the_plan_that_was_sold()
    {
        using HttpResponseMessage answer = await shop.SendAsync(HttpMethod.Get, "/partners/mug", 1, ("x-customer", "acme"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("\"second\";q=1000;w=1", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task Whoever_has_no_contract_is_refused_soon_whatever_name_he_invents()
    {
        HttpResponseMessage? refused = null;

        // Ten pass at once and ten a second; twenty at a time are more than that on any machine.
        await Eventually.TrueAsync(async () =>
        {
            HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
                shop.SendAsync(HttpMethod.Get, "/partners", 1, ("x-customer", $"invented-{i}"))));
            refused = answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
            return refused is not null;
        });

        Assert.InRange((int)refused!.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        Assert.Contains("\"second\";r=0", Assert.Single(refused.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cart/a%2Fb")]
    [InlineData("/cart/a%252Fb")]
    [InlineData("/cart//x;y=z?q=%41&r=a%2Fb&s='|")]
    public async Task An_encoded_path_arrives_byte_for_byte(string target)
    {
        foreach (int httpMajor in new[] { 1, 2 })
        {
            JsonNode seen = await OpenShop.ReadAsync(await shop.SendAsync(HttpMethod.Get, target, httpMajor));
            Assert.Equal(target, (string?)seen["path"]);
        }
    }

    [Theory]
    [InlineData("/cart/%00")]
    [InlineData("/cart/%5C")]
    [InlineData("/cart/%zz")]
    public async Task A_path_that_could_be_misread_is_400(string target)
    {
        using HttpResponseMessage answer = await shop.SendAsync(HttpMethod.Get, target);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
