using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gatehouse.Hosting;

/// <summary>
/// Has Kestrel pass field values through as they are: octets beyond ASCII are legal and mean what the two ends agree on
/// (obs-text, RFC 9110 section 5.5), so they are read and written as Latin-1, octet for octet. <c>Connection</c> is read
/// by <see cref="ConnectionFieldEncoding"/>. On the application's own endpoints its choices stay.
/// </summary>
internal sealed class FieldEncodingSetup : IPostConfigureOptions<KestrelServerOptions>
{
    private const string Connection = "Connection";

    public void PostConfigure(string? name, KestrelServerOptions options)
    {
        Func<string, Encoding?> read = options.RequestHeaderEncodingSelector;
        Func<string, Encoding?> write = options.ResponseHeaderEncodingSelector;
        options.RequestHeaderEncodingSelector = field =>
            ConnectionPeer.Reading.Value is null ? read(field)
            : field.Equals(Connection, StringComparison.OrdinalIgnoreCase) ? ConnectionFieldEncoding.Instance
            : Encoding.Latin1;

        // The server's own default refuses to write such values at all, so nobody relies on it.
        options.ResponseHeaderEncodingSelector = field => write(field) ?? Encoding.Latin1;
    }
}
