using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace Gatehouse.Samples.Gateway;

/// <summary>The command line: its options, what they may be, and what is said when they are not.</summary>
internal sealed class GatewayCommand
{
    private const int BadUsage = 2;
    private const int PortOffsetMax = 65_534;
    private const int DrainSecondsMax = 3_600;

    private readonly Option<string[]> _config = new("--config", "-c")
    {
        Description = "A manifest or a folder of manifests; may be given several times. Without it the sample shop is started and served.",
        HelpName = "PATH",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "Where Gateways without spec.addresses listen.",
        HelpName = "IP",
        CustomParser = static result => Read(result, IPAddress.TryParse(Text(result), out IPAddress? address) ? address : null, "an IP address such as 127.0.0.1"),
        DefaultValueFactory = static _ => IPAddress.Loopback,
    };

    private readonly Option<int?> _portOffset = new("--port-offset")
    {
        Description = "Added to every declared port to get the bound one; routes and redirects keep to the declared one (default 0).",
        HelpName = "N",
        CustomParser = static result => Read(result, Number(result, -PortOffsetMax, PortOffsetMax), "a number from -65534 to 65534"),
    };

    private readonly Option<IPEndPoint?> _admin = new("--admin")
    {
        Description = "Serves /healthz, /readyz, /config and /metrics there, and nowhere else.",
        HelpName = "IP:PORT",
        CustomParser = static result => Read(result, EndPoint(Text(result)), "an IP address and a port such as 127.0.0.1:9900"),
    };

    private readonly Option<bool> _allowExternalName = new("--allow-external-name")
    {
        Description = "Services of type ExternalName are backends. Whoever may write one can then send the gateway anywhere.",
    };

    private readonly Option<int?> _drainSeconds = new("--drain-seconds")
    {
        Description = "How long requests that are under way may take to end after SIGTERM or Ctrl+C (default 30).",
        HelpName = "N",
        CustomParser = static result => Read(result, Number(result, 0, DrainSecondsMax), "a number from 0 to 3600"),
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No line for each request." };

    /// <summary>Runs the gateway as the command line says, and answers with its exit code.</summary>
    internal static async Task<int> RunAsync(string[] args, Func<GatewayArguments, Task<int>> run)
    {
        GatewayCommand options = new();
        RootCommand command = new("The reference gateway: Kubernetes manifests in, traffic out.")
        {
            options._config, options._address, options._portOffset, options._admin, options._allowExternalName, options._drainSeconds, options._quiet,
        };
        command.SetAction((parsed, _) => run(options.Read(parsed)));
        ParseResult parsed = command.Parse(args);

        if (parsed.Action is ParseErrorAction)
        {
            // One message for one mistake: what follows from it helps nobody.
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message}\nRun with --help for the options.");
            return BadUsage;
        }

        // The host sees to the signals, and drains.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private GatewayArguments Read(ParseResult parsed) => new()
    {
        ConfigPaths = parsed.GetRequiredValue(_config),
        Address = parsed.GetRequiredValue(_address),
        PortOffset = parsed.GetValue(_portOffset) ?? 0,
        Admin = parsed.GetValue(_admin),
        AllowExternalName = parsed.GetValue(_allowExternalName),
        DrainSeconds = parsed.GetValue(_drainSeconds) ?? new GatewayArguments().DrainSeconds,
        IsQuiet = parsed.GetValue(_quiet),
    };

    private static T? Read<T>(ArgumentResult result, T? value, string expected)
    {
        if (value is null)
        {
            result.AddError($"--{((OptionResult)result.Parent!).Option.Name.TrimStart('-')} needs {expected}, found '{Text(result)}'");
        }

        return value;
    }

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    private static int? Number(ArgumentResult result, int min, int max) =>
        int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : null;

    // The parser would take "9900" for the address 0.0.38.172, and an address alone for port 0.
    private static IPEndPoint? EndPoint(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && endPoint.Port != 0 ? endPoint : null;
}
