using Gatehouse.Primitives;

namespace Gatehouse.RateLimit;

/// <summary>What a customer may do: <c>free</c>, <c>gold</c>. A request has to pass all of its limits and is charged to all or none.</summary>
public sealed record Plan
{
    /// <summary>Its name, unique in a configuration: letters, digits, '.', '_', '-' and '/', at most <see cref="RateLimit.Limits.NameLengthMax"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Its limits, at most <see cref="RateLimit.Limits.LimitsPerRequestMax"/>. Their order does not change who is admitted.</summary>
    public ValueList<Limit> Limits { get; init; }
}
