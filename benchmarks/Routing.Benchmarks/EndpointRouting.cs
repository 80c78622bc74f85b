using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>The peer: ASP.NET Core endpoint routing over the host + prefix table.</summary>
public sealed class EndpointRouting
{
    private readonly RequestDelegate _pipeline;

    public EndpointRouting(int count)
    {
        int prefixes = Tables.PrefixesPerHost(count);
        ServiceCollection services = new();
        services.AddLogging();
        services.AddRouting();
        services.AddSingleton(new System.Diagnostics.DiagnosticListener("benchmarks"));
        ApplicationBuilder app = new(services.BuildServiceProvider());
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.DataSources.Add(new DefaultEndpointDataSource(
            Enumerable.Range(0, count).Select(i =>
            {
                RouteEndpointBuilder builder = new(_ => Task.CompletedTask, RoutePatternFactory.Parse($"{Tables.Prefix(i % prefixes)}/{{**rest}}"), 0);
                builder.Metadata.Add(new HostAttribute(Tables.Host(i / prefixes)));
                return builder.Build();
            }))));
        _pipeline = app.Build();
    }

    public static DefaultHttpContext Context(BenchmarkRequest request)
    {
        DefaultHttpContext context = new();
        context.Request.Method = request.Method;
        context.Request.Host = new HostString(request.Host);
        context.Request.Path = request.Path;
        return context;
    }

    public Endpoint? Match(HttpContext context)
    {
        context.SetEndpoint(null);
        _pipeline(context).GetAwaiter().GetResult();
        return context.GetEndpoint();
    }
}
