using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads <c>namespaces</c>: from where something may attach.</summary>
internal static class SelectorBinder
{
    // The API server sets no limit; a selector with more conditions is somebody's mistake.
    private const int ConditionsMax = 100;

    public static NamespaceRule Bind(Fields namespaces, NamespaceRule unsaid)
    {
        string? from = namespaces.Find("from")?.OneOf("All", "Selector", "Same", "None");
        LabelSelector? selector = namespaces.Find("selector")?.Fields() is { } fields ? BindSelector(fields) : null;
        namespaces.Close();

        return from switch
        {
            "All" => new NamespaceRule(NamespacesFrom.All),
            "Selector" => new NamespaceRule(NamespacesFrom.Selector, selector),
            "None" => NamespaceRule.None,
            "Same" => NamespaceRule.Same,
            _ => unsaid,
        };
    }

    private static LabelSelector BindSelector(Fields fields)
    {
        List<Label> labels = [];
        List<LabelExpression> expressions = [];

        if (fields.Find("matchLabels") is { } map && map.Fields() is not null)
        {
            labels.AddRange(MetadataBinder.BindLabels(map));
        }

        foreach (FieldValue item in fields.Items("matchExpressions", ConditionsMax))
        {
            if (item.Fields() is { } expression)
            {
                expressions.Add(BindExpression(expression));
            }
        }

        fields.Close();
        return new LabelSelector(labels.ToValueList(), expressions.ToValueList());
    }

    private static LabelExpression BindExpression(Fields fields)
    {
        string key = fields.Require("key")?.Text(1, 317) ?? "";
        string? name = fields.Require("operator")?.OneOf("In", "NotIn", "Exists", "DoesNotExist");
        bool needsValues = name is "In" or "NotIn";
        List<string> values = [];

        if (needsValues && !fields.Has("values"))
        {
            fields.Require("values");
        }

        foreach (FieldValue item in fields.Find("values")?.Items(needsValues ? ConditionsMax : 0, needsValues ? 1 : 0) ?? [])
        {
            values.Add(item.Text(0, 63) ?? "");
        }

        fields.Close();
        return new LabelExpression(key, Enum.TryParse(name, out LabelOperator known) ? known : LabelOperator.In, values.ToValueList());
    }
}
