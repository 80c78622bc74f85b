// The reference gateway: manifests in, traffic out. Everything here is wiring.
using Gatehouse.Hosting;
using Gatehouse.Manifests;
using Gatehouse.Samples.Gateway;
using Gatehouse.Samples.Shop;
using Gatehouse.Yarp;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

return await GatewayCommand.RunAsync(args, RunAsync);

static async Task<int> RunAsync(GatewayArguments arguments)
{
    ConsoleLines lines = new(Console.Out, Console.Error, Ink.Output, Ink.Errors);

    try
    {
        // 1. Without manifests of its own the gateway serves the shop, which then runs in this process.
        await using ShopServices? shop = arguments.IsShop ? await ShopServices.StartAsync() : null;

        // 2. The manifests are the source; whenever a file changes they are read again.
        TranslationOptions allowed = new() { AllowExternalName = arguments.AllowExternalName };
        using ManifestSource source = new(
            arguments.IsShop ? [ShopFolder.Find()] : arguments.ConfigPaths, options: new ManifestSourceOptions { Translation = allowed });
        await using WebApplication app = Build(arguments, source, lines);

        // 3. Starting opens the admin endpoint, reads, compiles and binds. A broken configuration ends here.
        using SecondInterrupt interrupt = new();
        await app.StartAsync();
        lines.Write(StartSummary.Of(app.Services.GetRequiredService<GatewayState>(), Ink.Output));
        lines.Write(arguments.IsShop ? ShopLessons.Of(arguments) : "");

        // 4. SIGTERM and Ctrl+C let requests that are under way end.
        DrainWatch drain = new(app.Lifetime, arguments.DrainSeconds);
        await app.WaitForShutdownAsync();
        await Console.Error.WriteAsync(drain.Remark is { } remark ? $"{remark}\n" : "");
        return 0;
    }
    catch (ConfigurationRefusedException)
    {
        // Every diagnostic is on stderr already.
        await Console.Error.WriteLineAsync("Gatehouse does not start with this configuration.");
        return 1;
    }
    catch (IOException taken)
    {
        await Console.Error.WriteLineAsync(taken.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        // Asked to end before it had begun.
        return 0;
    }
}

static WebApplication Build(GatewayArguments arguments, ManifestSource source, ConsoleLines lines)
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(arguments.DrainSeconds));

    builder.Logging.ClearProviders();
    builder.Logging.AddProvider(lines);
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Logging.AddFilter("Gatehouse", LogLevel.Information);
    builder.Logging.AddFilter(RequestLine.Category, arguments.IsQuiet ? LogLevel.Warning : LogLevel.Information);

    // The line of a request says that its backend failed, and why; a stack trace each would bury it.
    builder.Logging.AddFilter("Yarp", LogLevel.Error);

    // The host would print a refusal again, as a stack trace.
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

    builder.Services.AddGatehouse(gatehouse =>
    {
        gatehouse.UseSource(source).UseYarp().Configure(options =>
        {
            options.DefaultAddress = arguments.Address.ToString();
            options.PortOffset = arguments.PortOffset;
        });

        if (arguments.Admin is { } admin)
        {
            gatehouse.UseAdmin(admin, static pages => pages.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics"));
            builder.Services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("gatehouse")).WithMetrics(static metrics => metrics
                .AddMeter("Gatehouse.*", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Net.NameResolution")

                // The gateway measures attempts under the same name, by backend: both would be counted twice.
                .AddView(static instrument => instrument is { Name: "http.client.request.duration", Meter.Name: "System.Net.Http" }
                    ? MetricStreamConfiguration.Drop
                    : null)
                .AddPrometheusExporter());
        }
    });

    WebApplication app = builder.Build();
    app.UseGatehouse();
    return app;
}
