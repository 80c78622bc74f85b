namespace Gatehouse.Manifests;

/// <summary>Which namespaces a rule lets attach.</summary>
internal sealed class NamespaceSelection
{
    private readonly Dictionary<string, Dictionary<string, string>> _labels = new(StringComparer.Ordinal);

    public NamespaceSelection(ManifestSet manifests)
    {
        foreach (NamespaceResource space in manifests.All<NamespaceResource>())
        {
            Dictionary<string, string> labels = new(StringComparer.Ordinal);

            foreach (Label label in space.Metadata.Labels)
            {
                labels[label.Key] = label.Value;
            }

            // The API server sets it on every namespace and lets nobody change it.
            labels[NamespaceResource.NameLabel] = space.Metadata.Name;
            _labels[space.Metadata.Name] = labels;
        }
    }

    /// <summary>Whether what is in a namespace may attach to an owner of another, or of the same.</summary>
    public bool Allow(NamespaceRule rule, string owner, string candidate) => rule.From switch
    {
        NamespacesFrom.All => true,
        NamespacesFrom.Same => owner == candidate,
        NamespacesFrom.Selector => rule.Selector is { } selector && Select(selector, LabelsOf(candidate)),
        _ => false,
    };

    // Files seldom declare the namespaces they use; such a namespace has only the label that all have.
    private Dictionary<string, string> LabelsOf(string space)
    {
        if (!_labels.TryGetValue(space, out Dictionary<string, string>? labels))
        {
            labels = new Dictionary<string, string>(StringComparer.Ordinal) { [NamespaceResource.NameLabel] = space };
            _labels.Add(space, labels);
        }

        return labels;
    }

    private static bool Select(LabelSelector selector, Dictionary<string, string> labels) =>
        selector.MatchLabels.All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value)
        && selector.MatchExpressions.All(expression => Holds(expression, labels));

    private static bool Holds(LabelExpression expression, Dictionary<string, string> labels)
    {
        bool isThere = labels.TryGetValue(expression.Key, out string? value);

        return expression.Operator switch
        {
            LabelOperator.In => isThere && expression.Values.Contains(value!),
            LabelOperator.NotIn => !isThere || !expression.Values.Contains(value!),
            LabelOperator.Exists => isThere,
            _ => !isThere,
        };
    }
}
