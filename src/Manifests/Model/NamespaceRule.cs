using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>From which namespaces something may attach.</summary>
internal sealed record NamespaceRule(NamespacesFrom From, LabelSelector? Selector = null)
{
    public static NamespaceRule None { get; } = new(NamespacesFrom.None);

    public static NamespaceRule Same { get; } = new(NamespacesFrom.Same);
}

/// <summary>The namespaces that may attach (Gateway API, FromNamespaces). Zero allows none.</summary>
internal enum NamespacesFrom : byte
{
    None = 0,
    Same,
    Selector,
    All,
}

/// <summary>What labels must say, all of it (Kubernetes, LabelSelector). An empty selector selects everything.</summary>
internal sealed record LabelSelector(ValueList<Label> MatchLabels, ValueList<LabelExpression> MatchExpressions);

/// <summary>One condition on one label.</summary>
internal sealed record LabelExpression(string Key, LabelOperator Operator, ValueList<string> Values);

/// <summary>How a label is compared (Kubernetes, LabelSelectorOperator).</summary>
internal enum LabelOperator : byte
{
    /// <summary>It is there and one of the values.</summary>
    In = 0,

    /// <summary>It is absent or none of the values.</summary>
    NotIn,

    /// <summary>It is there.</summary>
    Exists,

    /// <summary>It is absent.</summary>
    DoesNotExist,
}
