using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Why a condition is not as it should be.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">The same for people; never holds what was in a Secret.</param>
internal sealed record Fault(string Reason, string Message);

/// <summary>Collects the conditions of one object. All of them are of the generation that was looked at.</summary>
internal sealed class ConditionList(Resource resource)
{
    private readonly List<Condition> _conditions = [];

    /// <summary>A condition that should be true, and is unless there is a fault. Its good reason is its own name.</summary>
    public ConditionList Add(string type, Fault? fault) =>
        fault is null ? Add(type, ConditionStatus.True, new Fault(type, "")) : Add(type, ConditionStatus.False, fault);

    public ConditionList Add(string type, ConditionStatus status, Fault why)
    {
        _conditions.Add(new Condition
        {
            Type = type,
            Status = status,
            Reason = why.Reason,
            Message = why.Message,
            ObservedGeneration = resource.Metadata.Generation,
        });
        return this;
    }

    /// <summary>A condition that is only there while it is true.</summary>
    public ConditionList AddIf(string type, Fault? why) => why is null ? this : Add(type, ConditionStatus.True, why);

    public ValueList<Condition> ToValueList() => _conditions.ToValueList();
}
