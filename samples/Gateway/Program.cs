// The reference gateway: manifests in, traffic out. Everything here is wiring.
using Gatehouse.Hosting;
using Gatehouse.Manifests;
using Gatehouse.Pipeline;
using Gatehouse.Samples.Gateway;
using Gatehouse.Samples.Shop;
using Gatehouse.Yarp;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

if (!GatewayArguments.TryParse(args, out GatewayArguments? arguments, out string problem))
{
    await Console.Error.WriteLineAsync($"{problem}\n\n{GatewayArguments.Usage}");
    return 2;
}

bool isShop = arguments.ConfigPaths.Count == 0;

try
{
    // 1. Without manifests of its own the gateway serves the shop, which then runs in this process.
    await using ShopServices? shop = isShop ? await ShopServices.StartAsync() : null;

    // 2. The manifests are the source; whenever a file changes they are read again.
    using ManifestSource source = new(isShop ? [ShopFolder.Find()] : [.. arguments.ConfigPaths]);
    await using WebApplication app = Build(arguments, source);

    // 3. Starting reads, compiles and binds. A broken configuration ends here. What is printed below was read before,
    //    since from the start on the source belongs to the gateway.
    ConfigReading reading = await source.ReadAsync(CancellationToken.None);
    await app.StartAsync();
    RouteList.Print(Console.Out, reading.Config, arguments);

    if (isShop)
    {
        RouteList.PrintLessons(Console.Out, arguments);
    }

    // 4. SIGTERM and Ctrl+C let requests that are under way end.
    await app.WaitForShutdownAsync();
    return 0;
}
catch (ConfigurationRefusedException)
{
    // The log has every diagnostic, on stderr.
    await Console.Error.WriteLineAsync("Gatehouse does not start with this configuration.");
    return 1;
}
catch (OptionsValidationException wrong)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
    return 2;
}
catch (IOException taken) when (isShop)
{
    await Console.Error.WriteLineAsync($"The shop cannot open: {taken.Message}");
    return 1;
}

static WebApplication Build(GatewayArguments arguments, ManifestSource source)
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.Logging.AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>();
    builder.Logging.AddConsole(console =>
    {
        console.FormatterName = PlainFormatter.FormatterName;
        console.LogToStandardErrorThreshold = LogLevel.Warning;
    });
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Logging.AddFilter("Gatehouse", LogLevel.Information);
    builder.Logging.AddFilter("Gatehouse.Hosting.Requests", arguments.IsQuiet ? LogLevel.Warning : LogLevel.Information);

    // The host would print the refusal again, as a stack trace.
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

    builder.Services.AddGatehouse(gatehouse => gatehouse
        .UseSource(source)
        .UseYarp()
        .Configure(options =>
        {
            options.DefaultAddress = arguments.Address;
            options.PortOffset = arguments.PortOffset;
        }));

    WebApplication app = builder.Build();
    app.UseGatehouse();
    return app;
}
