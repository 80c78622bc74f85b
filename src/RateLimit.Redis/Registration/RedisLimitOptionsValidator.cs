using Microsoft.Extensions.Options;

namespace Gatehouse.RateLimit.Redis;

internal sealed class RedisLimitOptionsValidator : IValidateOptions<RedisLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisLimitOptions options) =>
        Failure(options) is { } failure ? ValidateOptionsResult.Fail(failure) : ValidateOptionsResult.Success;

    /// <summary>The first thing that is wrong with options.</summary>
    public static string? Failure(RedisLimitOptions options)
    {
        if (options.KeyPrefix.Length is 0 or > Limits.KeyPrefixLengthMax || options.KeyPrefix.AsSpan().ContainsAny('{', '}'))
        {
            return $"{nameof(RedisLimitOptions.KeyPrefix)} must have 1 to {Limits.KeyPrefixLengthMax} characters and no braces, found '{options.KeyPrefix}'.";
        }

        if (options.Secret is { Length: < Limits.SecretLengthMin })
        {
            return $"{nameof(RedisLimitOptions.Secret)} must have at least {Limits.SecretLengthMin} characters.";
        }

        return Range(nameof(options.Replicas), options.Replicas, 1, Limits.ReplicasMax)
            ?? Range(nameof(options.TimeoutMs), options.TimeoutMs, 1, Limits.TimeoutMsMax)
            ?? Range(nameof(options.BreakerFailures), options.BreakerFailures, 1, Limits.BreakerFailuresMax)
            ?? Range(nameof(options.BreakerOpenMs), options.BreakerOpenMs, 1, Limits.BreakerOpenMsMax)
            ?? Range(nameof(options.LeaseBlock), options.LeaseBlock, 1, Limits.LeaseBlockMax)
            ?? Range(nameof(options.LeaseMs), options.LeaseMs, Limits.LeaseMsMin, Limits.LeaseMsMax)
            ?? Range(nameof(options.LeasesMax), options.LeasesMax, 0, Limits.LeasesMax);
    }

    private static string? Range(string name, int value, int min, int max) =>
        value >= min && value <= max ? null : $"{name} must be from {min} to {max}, found {value}.";
}
