using System.Text.Json.Nodes;

namespace Gatehouse.Manifests.Tests.Schemas;

/// <summary>Objects that have every field of their kinds between them; and for each rule in CEL an object that breaks it.</summary>
internal static class SchemaSamples
{
    private const string Limits = """
          - {name: rate, rate: {requests: 10, per: Hour, burst: 10}, dryRun: true}
          - {name: window, window: {requests: 10, length: 10s}}
          - {name: quota, quota: {requests: 10, per: Day}}
          - {name: concurrency, concurrency: {requests: 10, lease: 10s}}
        """;

    private const string Plan = "apiVersion: gatehouse.dev/v1alpha1\nkind: Plan\nmetadata: {name: a}\nspec:\n  limits:\n";

    private const string Policy = """
        apiVersion: gatehouse.dev/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: a, namespace: shop}
        spec:
          targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: edge, sectionName: http}]

        """;

    public static IReadOnlyList<JsonObject> Valid { get; } =
    [
        .. ManifestJson.Documents(Plan + Limits),
        .. ManifestJson.Documents("apiVersion: gatehouse.dev/v1alpha1\nkind: Customer\nmetadata: {name: a}\nspec: {plan: a}"),
        .. ManifestJson.Documents(Policy + """
              limits:
              - {name: rate, key: {type: ClientAddress, ipv4PrefixLength: 24, ipv6PrefixLength: 48}, rate: {requests: 10, per: Hour, burst: 10}, cost: 2, dryRun: true}
              - {name: window, key: {type: Header, name: x-a}, window: {requests: 10, length: 10s}}
              - {name: quota, key: {type: Route}, quota: {requests: 10, per: Day}}
              - {name: concurrency, key: {type: Customer}, concurrency: {requests: 10, lease: 10s}}
              plans: {customer: {type: Claim, name: sub}, default: a, cost: 2}
            """),
    ];

    /// <summary>Objects whose every number is the largest that there may be.</summary>
    public static IReadOnlyList<JsonObject> Largest { get; } =
    [
        OfPlan("""
            {name: rate, rate: {requests: 36000000000, per: Hour, burst: 1000000000}}
              - {name: window, window: {requests: 134217727, length: 744h}}
              - {name: concurrency, concurrency: {requests: 134217727, lease: 744h}}
            """),
        OfPolicy("""
            {name: rate, key: {type: Route}, rate: {requests: 36000000000, per: Hour, burst: 1000000000}}
              - {name: window, key: {type: Route}, window: {requests: 134217727, length: 744h}}
              - {name: concurrency, key: {type: Route}, concurrency: {requests: 134217727, lease: 744h}}
              - {name: quota, key: {type: ClientAddress, ipv4PrefixLength: 32, ipv6PrefixLength: 128}, quota: {requests: 274877906943, per: Month}, cost: 1000000000}
              plans: {customer: {type: Claim, name: sub}, default: a, cost: 1000000000}
            """),
    ];

    /// <summary>The message of a rule, and an object that the rule is against.</summary>
    public static IReadOnlyList<(string Message, JsonObject Broken)> Broken { get; } =
    [
        ("a plan's name must have at most 64 characters", One((Plan + Limits).Replace("name: a}", $"name: {new string('a', 65)}}}", StringComparison.Ordinal))),
        ("exactly one of rate, window, quota and concurrency must be given", OfPlan("{name: a}")),
        ("exactly one of rate, window, quota and concurrency must be given", OfPlan("{name: a, window: {requests: 1, length: 1s}, quota: {requests: 1, per: Day}}")),
        ("a rate must be at most 10000000 a second", OfPlan("{name: a, rate: {requests: 600000001, per: Minute, burst: 1}}")),
        ("without a burst it is as large as requests, and must be at most 1000000000", OfPlan("{name: a, rate: {requests: 1000000001, per: Hour}}")),
        ("a burst must come back within four years", OfPlan("{name: a, rate: {requests: 1, per: Hour, burst: 40032}}")),
        ("must be whole seconds, from 1s to 744h", OfPlan("{name: a, window: {requests: 1, length: 1500ms}}")),
        ("must be whole seconds, from 1s to 744h", OfPlan("{name: a, window: {requests: 1, length: 744h1s}}")),
        ("must be whole seconds, from 1s to 744h", OfPlan("{name: a, concurrency: {requests: 1, lease: 0s}}")),
        ("at least one of limits and plans must be given", One(Policy)),
        ("targets must be unique, or each have a sectionName of its own", One(Policy.Replace(
            "}]", "}, {group: gateway.networking.k8s.io, kind: Gateway, name: edge}]\n  limits: []", StringComparison.Ordinal))),
        ("cost must not be more than a full bucket holds", OfPolicy("{name: a, key: {type: Route}, rate: {requests: 9, per: Second, burst: 2}, cost: 3}")),
        ("cost must not be more than the limit's requests", OfPolicy("{name: a, key: {type: Route}, quota: {requests: 2, per: Day}, cost: 3}")),
        ("name must be given with type Header or Claim and with no other", OfPolicy("{name: a, key: {type: Header}, quota: {requests: 2, per: Day}}")),
        ("name must be given with type Header or Claim and with no other", OfPolicy("{name: a, key: {type: Route, name: a}, quota: {requests: 2, per: Day}}")),
        ("name must be a header's name", OfPolicy("{name: a, key: {type: Header, name: 'a b'}, quota: {requests: 2, per: Day}}")),
        ("prefix lengths must only be given with type ClientAddress", OfPolicy("{name: a, key: {type: Route, ipv6PrefixLength: 64}, quota: {requests: 2, per: Day}}")),
    ];

    private static JsonObject OfPlan(string limit) => One($"{Plan}  - {limit}");

    private static JsonObject OfPolicy(string limit) => One($"{Policy}  limits:\n  - {limit}");

    private static JsonObject One(string yaml) => ManifestJson.Documents(yaml).Single();
}
