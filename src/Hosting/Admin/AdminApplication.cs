using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Hosting;

/// <summary>The admin endpoint's requests, one context each.</summary>
internal sealed class AdminApplication(RequestDelegate pages, IServiceScopeFactory scopes) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = scopes };

    public Task ProcessRequestAsync(HttpContext context) => pages(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The server disposes what was registered with the response, the scope included.
    }
}
