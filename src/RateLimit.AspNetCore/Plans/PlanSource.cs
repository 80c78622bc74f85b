using Microsoft.Extensions.Configuration;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Where plans come from: code or a section.</summary>
internal sealed class PlanSource
{
    public PlanSource(IReadOnlyList<Plan> plans) => Plans = plans;

    public PlanSource(IConfigurationSection section)
    {
        Plans = [];
        Section = section;
    }

    public IReadOnlyList<Plan> Plans { get; }

    public IConfigurationSection? Section { get; }
}
