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

        if (options.PrefaceTimeoutMs is < 100 or > 600_000)
        {
            failures.Add($"{nameof(options.PrefaceTimeoutMs)} must be 100 to 600000, found {options.PrefaceTimeoutMs}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
