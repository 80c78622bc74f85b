namespace Gatehouse.Routing;

/// <summary>
/// Sees what a match looks at. A struct passed by generics, so the one that observes nothing costs nothing.
/// </summary>
internal interface IMatchObserver
{
    /// <summary>A candidate whose remaining conditions are about to be tested.</summary>
    void Visit(CompiledRule rule, ConditionSet? conditions);
}

/// <summary>Observes nothing.</summary>
internal readonly struct Unobserved : IMatchObserver
{
    public void Visit(CompiledRule rule, ConditionSet? conditions)
    {
    }
}

/// <summary>Counts the candidates whose conditions are tested.</summary>
internal struct VisitCount : IMatchObserver
{
    public int Candidates { get; private set; }

    public void Visit(CompiledRule rule, ConditionSet? conditions) => Candidates++;
}
