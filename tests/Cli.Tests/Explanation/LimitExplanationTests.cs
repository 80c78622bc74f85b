namespace Gatehouse.Cli.Tests.Explanation;

/// <summary>Which rate limits <c>explain</c> says hold.</summary>
public sealed class LimitExplanationTests
{
    private const string WithoutRule = "sectionName: place}]";
    private const string OfRule = "kind: HTTPRoute, name: products, " + WithoutRule;
    private const string OfRoute = "kind: HTTPRoute, name: products}]";
    private const string OfListener = "kind: Gateway, name: edge, sectionName: http}]";

    private static readonly string All = Shop.All + Shop.Limits;

    [Fact]
    public void A_known_customer_has_its_own_plan() => AssertLimits(
        """
          limits: RateLimitPolicy shop/place of HTTPRoute shop/products 'place'
            limit: address 5/minute, burst 5, cost 2, by client address (/24, IPv6 /64)
            limit: all 100 a calendar hour, by route
            plan: gold (customer 'acme')
              limit: second 1000/second, burst 2000
              limit: minute 30000 in a sliding window of 60 s
              limit: month 1000000 a calendar month
              limit: at-once 50 at a time, lease 60 s, dry run
        """,
        Ask(All, "x-customer: acme"));

    [Theory]
    [InlineData("    plan: free (customer 'initech')", "x-customer: initech")]
    [InlineData("    plan: free (no header x-customer, so by client address)")]
    [InlineData("    plan: free (no header x-customer, so by client address)", "x-customer: acme", "x-customer: acme")]
    public void Everybody_else_has_the_default_plan(string expected, params string[] headers) =>
        Assert.Contains(expected, Lines(Ask(All, headers)));

    [Theory]
    [InlineData("  limits: RateLimitPolicy shop/place of HTTPRoute shop/products 'place'")]
    [InlineData("  limits: RateLimitPolicy shop/products of HTTPRoute shop/products", OfRule)]
    [InlineData("  limits: RateLimitPolicy shop/listener of listener shop/edge/http: exempt", OfRule, OfRoute)]
    [InlineData("  limits: RateLimitPolicy shop/edge of Gateway shop/edge", OfRule, OfRoute, OfListener)]
    public void The_most_specific_policy_holds(string expected, params string[] gone)
    {
        string yaml = gone.Aggregate(All, (text, target) => text.Replace(
            target, target.Replace("products", "gone", StringComparison.Ordinal).Replace("edge", "gone", StringComparison.Ordinal), StringComparison.Ordinal));

        Assert.Equal(expected, Assert.Single(Lines(Ask(yaml)), line => line.StartsWith("  limits:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_plan_that_is_missing_is_told() => Assert.Contains(
        "    plan: silver is missing: answers 500 (no header x-customer, so by client address), cost 3",
        Lines(Ask(All.Replace(WithoutRule, "sectionName: gone}]", StringComparison.Ordinal))));

    [Fact]
    public void Where_no_policy_holds_there_is_no_line() =>
        Assert.DoesNotContain(Lines(Ask(Shop.All)), line => line.Contains("limit", StringComparison.Ordinal));

    [Fact]
    public void A_customer_with_codes_of_a_terminal_is_only_text() =>
        Assert.DoesNotContain(Lines(Ask(All, "x-customer: \u001b[31m")), line => line.Any(char.IsControl));

    [Fact]
    public void The_JSON_is_as_written() => GoldenFolder.AssertIs(
        "explain-limits.out.json",
        DocumentText.Json(ExplanationDocument.Of(Ask(All, "x-customer: acme"))["answer"]!["limits"]!));

    private static ExplainReport Ask(string yaml, params string[] headers)
    {
        LoadedConfig loaded = Shop.Load(yaml);
        AskedRequest request = new()
        {
            Method = "POST",
            Host = "shop.example",
            Path = "/v2/items",
            Headers = [.. headers.Select(static line => AskedHeader.TryParse(line, out AskedHeader header) ? header : default)],
        };
        return ExplainReport.Of(loaded, loaded.Snapshot.Ports[0], request);
    }

    private static string[] Lines(ExplainReport report) => [.. ExplanationText.Lines(report)];

    private static void AssertLimits(string expected, ExplainReport report)
    {
        string[] lines = Lines(report);
        int first = Array.FindIndex(lines, line => line.StartsWith("  limits:", StringComparison.Ordinal));
        string[] wanted = expected.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(wanted, lines.Skip(first).Take(wanted.Length));
    }
}
