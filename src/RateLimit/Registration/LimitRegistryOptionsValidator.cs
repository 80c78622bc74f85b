using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit;

internal sealed class LimitRegistryOptionsValidator : IValidateOptions<LimitRegistryOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitRegistryOptions options) =>
        options.KeysPerLimiter is >= 1 and <= Limits.KeysPerLimiterMax
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{nameof(LimitRegistryOptions.KeysPerLimiter)} must be from 1 to {Limits.KeysPerLimiterMax}, found {options.KeysPerLimiter}.");
}
