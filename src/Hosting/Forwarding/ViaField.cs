using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>The <c>Via</c> field: which gateways a request has passed (RFC 9110 section 7.6.3).</summary>
internal sealed class ViaField(IOptions<GatehouseOptions> options)
{
    private readonly ForwardingOptions _options = options.Value.Forwarding;
    private readonly string _http1 = $"1.1 {options.Value.Forwarding.ViaPseudonym}";
    private readonly string _http10 = $"1.0 {options.Value.Forwarding.ViaPseudonym}";
    private readonly string _http2 = $"2 {options.Value.Forwarding.ViaPseudonym}";

    /// <summary>Whether a request has passed gateways of this name too often.</summary>
    internal bool IsLoop(IHeaderDictionary headers) =>
        _options.AddVia && headers.Via is { Count: > 0 } lines && Passes(lines) > _options.ViaLoopsMax;

    /// <summary>Adds this gateway, with the protocol that the request was received by.</summary>
    internal void Add(HttpRequest request)
    {
        if (!_options.AddVia)
        {
            return;
        }

        StringValues before = request.Headers.Via;
        string own = request.Protocol switch { "HTTP/1.1" => _http1, "HTTP/1.0" => _http10, _ => _http2 };
        request.Headers.Via = before.Count == 0 ? own : $"{before}, {own}";
    }

    private int Passes(in StringValues lines)
    {
        int passes = 0;

        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<char> line = lines[i];

            // A comma in a comment splits it in two: neither part is taken for a member of ours.
            foreach (Range part in line.Split(','))
            {
                passes += IsOurs(line[part].Trim(" \t")) ? 1 : 0;
            }
        }

        return passes;
    }

    // received-protocol RWS received-by [ RWS comment ]
    private bool IsOurs(ReadOnlySpan<char> member)
    {
        int space = member.IndexOfAny(" \t");

        if (space < 0)
        {
            return false;
        }

        ReadOnlySpan<char> by = member[space..].TrimStart(" \t");
        int end = by.IndexOfAny(" \t");
        return (end < 0 ? by : by[..end]).Equals(_options.ViaPseudonym, StringComparison.OrdinalIgnoreCase);
    }
}
