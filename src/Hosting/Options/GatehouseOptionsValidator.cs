using System.Net;
using Gatehouse.Primitives;
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
        CheckRange(nameof(options.TlsHandshakeTimeoutMs), options.TlsHandshakeTimeoutMs, 100, 600_000, failures);
        CheckRange(nameof(options.ConnectTimeoutMs), options.ConnectTimeoutMs, 10, 600_000, failures);
        CheckRange(nameof(options.UpstreamIdleTimeoutMs), options.UpstreamIdleTimeoutMs, 100, 86_400_000, failures);
        failures.AddRange(Failures(options.Forwarding));

        if (options.Tracing.TraceStateKey is { } key && !TraceState.IsKey(key))
        {
            failures.Add($"{nameof(options.Tracing.TraceStateKey)} must be 1 to 256 of a-z 0-9 _ - * / @, the first a letter or digit, found '{key}'.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRange(string name, int value, int min, int max, List<string> failures)
    {
        if (value < min || value > max)
        {
            failures.Add($"{name} must be {min} to {max}, found {value}.");
        }
    }

    private static IEnumerable<string> Failures(ForwardingOptions options)
    {
        IpNetworkSetBuilder networks = new();

        foreach (string network in options.TrustedProxies)
        {
            if (!networks.TryAdd(network, out string? error))
            {
                yield return $"{nameof(options.TrustedProxies)} '{network}': {error}.";
            }
        }

        if (options.TrustedHops is < 0 or > Limits.ForwardedHopsMax)
        {
            yield return $"{nameof(options.TrustedHops)} must be 0 to {Limits.ForwardedHopsMax}, found {options.TrustedHops}.";
        }

        if (!Enum.IsDefined(options.Format))
        {
            yield return $"{nameof(options.Format)} must be XForwarded, Forwarded or Both, found {options.Format}.";
        }

        if (options.IdentityFields.Count > Limits.IdentityFieldsMax)
        {
            yield return $"{nameof(options.IdentityFields)} must be at most {Limits.IdentityFieldsMax}, found {options.IdentityFields.Count}.";
        }

        foreach (string pattern in options.IdentityFields)
        {
            if (!FieldPatterns.IsPattern(pattern))
            {
                yield return $"{nameof(options.IdentityFields)} must be names or beginnings of names with a final '*', found '{pattern}'.";
            }
        }

        if (!HeaderName.IsToken(options.ViaPseudonym) || options.ViaPseudonym.Length > Limits.ViaPseudonymLengthMax)
        {
            yield return $"{nameof(options.ViaPseudonym)} must be a token of at most {Limits.ViaPseudonymLengthMax} characters, found '{options.ViaPseudonym}'.";
        }

        if (options.ViaLoopsMax is < 0 or > Limits.ViaLoopsHighest)
        {
            yield return $"{nameof(options.ViaLoopsMax)} must be 0 to {Limits.ViaLoopsHighest}, found {options.ViaLoopsMax}.";
        }
    }
}
