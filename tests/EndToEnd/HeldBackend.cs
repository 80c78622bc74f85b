using System.Net;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.EndToEnd;

/// <summary>A backend that answers the first half at once and the second when it is told to.</summary>
internal sealed class HeldBackend : IAsyncDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private HeldBackend(WebApplication app) => _app = app;

    internal int Port { get; private init; }

    internal static async Task<HeldBackend> StartAsync()
    {
        int port = FreePorts.Next();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        HeldBackend backend = new(builder.Build()) { Port = port };
        backend._app.Run(backend.AnswerAsync);
        await backend._app.StartAsync();
        return backend;
    }

    internal void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Response.WriteAsync("first ");
        await context.Response.Body.FlushAsync();
        await _released.Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync("second");
    }
}
