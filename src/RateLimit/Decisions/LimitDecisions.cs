using System.Runtime.CompilerServices;

namespace Gatehouse.RateLimit;

/// <summary>Room for the answers of every limit of a request, to be kept on the stack or in a request's state.</summary>
[InlineArray(Limits.LimitsPerRequestMax)]
public struct LimitDecisions
{
    private LimitDecision _first;
}
