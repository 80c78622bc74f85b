namespace Gatehouse.Manifests;

/// <summary>
/// One condition of a status, as a controller would write it (Kubernetes, metav1.Condition). When it last changed is
/// known to whoever writes it, and not here.
/// </summary>
public sealed record Condition
{
    /// <summary>What it is about: <c>Accepted</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it holds.</summary>
    public required ConditionStatus Status { get; init; }

    /// <summary>Why, as one word of Gateway API: <c>NoMatchingParent</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, for people. Never holds what was in a Secret.</summary>
    public string Message { get; init; } = "";

    /// <summary>The generation of the object that was looked at; 0 for objects of files without one.</summary>
    public long ObservedGeneration { get; init; }
}

/// <summary>Whether a condition holds. Zero is the safe answer.</summary>
public enum ConditionStatus : byte
{
    /// <summary>It was not looked at yet.</summary>
    Unknown = 0,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,
}
