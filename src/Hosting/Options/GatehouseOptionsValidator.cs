using System.Net;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

internal sealed class GatehouseOptionsValidator : IValidateOptions<GatehouseOptions>
{
    public ValidateOptionsResult Validate(string? name, GatehouseOptions options)
    {
        List<string> failures = [];

        if (!IPAddress.TryParse(options.DefaultAddress, out _))
        {
            failures.Add($"{nameof(options.DefaultAddress)} must be an IP address, found '{options.DefaultAddress}'.");
        }

        if (options.PortOffset is < -Limits.PortOffsetMax or > Limits.PortOffsetMax)
        {
            failures.Add($"{nameof(options.PortOffset)} must be -65534 to 65534, found {options.PortOffset}.");
        }

        CheckRange(nameof(options.PrefaceTimeoutMs), options.PrefaceTimeoutMs, 100, 600_000, failures);
        CheckRange(nameof(options.ConnectTimeoutMs), options.ConnectTimeoutMs, 10, 600_000, failures);
        CheckRange(nameof(options.UpstreamIdleTimeoutMs), options.UpstreamIdleTimeoutMs, 100, 86_400_000, failures);

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRange(string name, int value, int min, int max, List<string> failures)
    {
        if (value < min || value > max)
        {
            failures.Add($"{name} must be {min} to {max}, found {value}.");
        }
    }
}
