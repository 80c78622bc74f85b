using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Tells the backend who asked. What a trusted peer said goes on with the peer added; after any other it is written anew.
/// What the request itself said was dropped before.
/// </summary>
internal sealed class ForwardedFields(IOptions<GatehouseOptions> options)
{
    private readonly ForwardedFormat _format = options.Value.Forwarding.Format;

    /// <summary>What the peer said, taken before its fields are dropped; empty unless it is trusted.</summary>
    internal StringValues Believed(IHeaderDictionary headers, in RequestOrigin origin) =>
        origin.IsPeerTrusted ? headers[_format == ForwardedFormat.Forwarded ? OriginPolicy.Forwarded : OriginPolicy.XForwardedFor] : default;

    /// <summary>Writes the fields.</summary>
    internal void Write(HttpContext context, in Arrival arrival, in StringValues believed)
    {
        IHeaderDictionary headers = context.Request.Headers;

        if (_format != ForwardedFormat.Forwarded)
        {
            WriteXForwarded(context.Request, headers, in arrival, in believed);
        }

        if (_format != ForwardedFormat.XForwarded)
        {
            headers[OriginPolicy.Forwarded] = ForwardedText(context.Request, in arrival, in believed);
        }
    }

    private static void WriteXForwarded(HttpRequest request, IHeaderDictionary headers, in Arrival arrival, in StringValues believed)
    {
        RequestOrigin origin = arrival.Origin;
        string? peer = origin.PeerText;
        headers[OriginPolicy.XForwardedFor] = Appended(in believed, peer);
        headers[OriginPolicy.XForwardedProto] = origin.Scheme ?? request.Scheme;
        headers[OriginPolicy.XForwardedHost] = origin.Host ?? headers.Host;
        headers[OriginPolicy.XForwardedPort] = origin.Port ?? arrival.Listener.PortText;
    }

    private string ForwardedText(HttpRequest request, in Arrival arrival, in StringValues believed)
    {
        RequestOrigin origin = arrival.Origin;
        string own = ForwardedElement.Write(origin.Peer, origin.Host ?? request.Headers.Host, origin.Scheme ?? request.Scheme);

        return _format == ForwardedFormat.Forwarded ? Appended(in believed, own) : $"{Translated(in believed)}{own}";
    }

    private static string Appended(in StringValues before, string? own)
    {
        string list = before.Count == 0 ? "" : before.ToString();
        return string.IsNullOrWhiteSpace(list) ? own ?? "" : $"{list}, {own ?? "unknown"}";
    }

    // The same hops in the other family's words; what is no address there is "unknown" here.
    private static string Translated(in StringValues lines)
    {
        StringBuilder text = new();

        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<char> line = lines[i];

            foreach (Range part in line.Split(','))
            {
                ReadOnlySpan<char> element = line[part].Trim(" \t");

                if (!element.IsEmpty)
                {
                    ForwardedElement.AppendFor(text, NodeAddress.TryParse(element, out IPAddress? address) ? address : null);
                    text.Append(", ");
                }
            }
        }

        return text.ToString();
    }
}
