using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>Has Kestrel read <c>Connection</c> by <see cref="ConnectionFieldEncoding"/>; the application's choices for other fields stay.</summary>
internal sealed class ConnectionFieldSetup : IPostConfigureOptions<KestrelServerOptions>
{
    private const string Connection = "Connection";

    public void PostConfigure(string? name, KestrelServerOptions options)
    {
        Func<string, Encoding?> others = options.RequestHeaderEncodingSelector;
        options.RequestHeaderEncodingSelector = field =>
            field.Equals(Connection, StringComparison.OrdinalIgnoreCase) ? ConnectionFieldEncoding.Instance : others(field);
    }
}
