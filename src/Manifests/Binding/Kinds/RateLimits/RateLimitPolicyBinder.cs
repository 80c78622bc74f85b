using Gatehouse.Pipeline;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class RateLimitPolicyBinder
{
    private static readonly string[] Groups = [KindNames.GatewayGroup];
    private static readonly string[] Kinds = [KindNames.Gateway, KindNames.HttpRoute, KindNames.GrpcRoute];

    public static RateLimitPolicyResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        RateLimitPolicyResource policy = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            TargetRefs = TargetRefBinder.Bind(spec, Groups, Kinds),
            Limits = BindLimits(spec),
            Plans = spec.Find("plans")?.Fields() is { } plans ? BindPlans(plans) : null,
        };

        // A policy that says nothing is a slip; one that exempts its targets writes an empty list.
        if (!spec.Has("limits") && !spec.Has("plans"))
        {
            spec.Report(ManifestDiagnostics.FieldChoice, null, "at least one", "limits and plans");
        }

        spec.Close();
        return policy;
    }

    private static ValueList<KeyedLimit> BindLimits(Fields spec)
    {
        List<KeyedLimit> limits = [];

        foreach (FieldValue item in spec.Items("limits", RateLimit.Limits.LimitsPerRequestMax))
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            LimitKeySource? key = KeySourceBinder.BindKey(fields.Require("key"));
            BoundLimit? bound = LimitBinder.Bind(fields);
            int cost = BindCost(fields, bound?.Check() ?? RateLimit.Limits.BurstMax);

            if (bound is not null && key is not null)
            {
                LimitNames.CheckUnique(bound, limits.Select(limit => limit.Limit));
                limits.Add(new KeyedLimit(key, bound.Limit, cost));
            }

            fields.Close();
        }

        return limits.ToValueList();
    }

    private static CustomerPlans? BindPlans(Fields fields)
    {
        LimitKeySource? customer = KeySourceBinder.BindCustomer(fields.Require("customer"));
        string? plan = fields.Require("default") is { } name ? NameRules.PlanName(name) : null;
        int cost = BindCost(fields, RateLimit.Limits.BurstMax);
        fields.Close();
        return customer is null || plan is null ? null : new CustomerPlans(customer, plan, cost);
    }

    // A cost above what the limit ever has would refuse every request.
    private static int BindCost(Fields fields, long max) =>
        fields.Find("cost")?.Number(1, (int)Math.Min(max, RateLimit.Limits.BurstMax)) ?? 1;
}
