using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>
/// Parts that many rules have alike and share, so that a large table stays small and in the cache: one plain backend, and
/// the same conditions on method, headers and query.
/// </summary>
internal sealed class SharedParts(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, WeightedBackends> _plain = new(StringComparer.Ordinal);
    private readonly HashSet<ConditionSet> _conditions = [];

    /// <summary>The given conditions, or equal ones that were given before.</summary>
    public ConditionSet Conditions(ConditionSet conditions)
    {
        if (!_conditions.TryGetValue(conditions, out ConditionSet? shared))
        {
            _conditions.Add(shared = conditions);
        }

        return shared;
    }

    /// <summary>Compiles the weighted backends of a rule.</summary>
    public WeightedBackends Backends(ValueList<BackendRef> backends, bool replacesPrefix, FieldPath at)
    {
        if (backends.Count > Limits.BackendsPerRuleMax)
        {
            diagnostics.Report(RoutingDiagnostics.BackendsTooMany, at, $"{backends.Count}", Limits.BackendsPerRuleMax);
            return WeightedBackends.None;
        }

        if (backends.Count == 1 && backends[0] is { Id: { } id, Weight: 1, Filters.IsEmpty: true })
        {
            if (!_plain.TryGetValue(id, out WeightedBackends? shared))
            {
                _plain[id] = shared = new WeightedBackends([new CompiledBackend(id, 1, CompiledFilters.None)], [1]);
            }

            return shared;
        }

        List<CompiledBackend> compiled = [];
        List<uint> prefixSums = [];
        uint sum = 0;

        for (int i = 0; i < backends.Count; i++)
        {
            BackendRef backend = backends[i];
            FieldPath item = at.Index(i);
            CompiledFilters filters = FilterCompiler.Compile(backend.Filters, replacesPrefix, item.Field("filters"), diagnostics);

            if (backend.Weight is < 0 or > Limits.WeightMax)
            {
                diagnostics.Report(RoutingDiagnostics.WeightOutOfRange, item.Field("weight"), $"{backend.Weight}", Limits.WeightMax);
            }
            else if (backend.Weight > 0)
            {
                compiled.Add(new CompiledBackend(backend.Id, backend.Weight, filters));
                prefixSums.Add(sum += (uint)backend.Weight);
            }
        }

        return compiled.Count == 0 ? WeightedBackends.None : new WeightedBackends([.. compiled], [.. prefixSums]);
    }
}
