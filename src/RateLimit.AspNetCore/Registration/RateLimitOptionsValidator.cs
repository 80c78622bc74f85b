using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Refuses to start with plans that have errors, and names all of them.</summary>
internal sealed class RateLimitOptionsValidator(PlanCompilation compilation) : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        if (options.Key is null)
        {
            return ValidateOptionsResult.Fail($"{nameof(RateLimitOptions.Key)} must not be null.");
        }

        CompiledPlans plans = compilation.Compile(options);

        return plans.Diagnostics.HasErrors
            ? ValidateOptionsResult.Fail(plans.Diagnostics.Select(static finding => finding.ToString()))
            : ValidateOptionsResult.Success;
    }
}
