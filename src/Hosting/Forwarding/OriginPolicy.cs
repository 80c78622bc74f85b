using System.Net;
using Gatehouse.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Finds who sent a request. From the peer backwards through what it says, as long as each hop is trusted; the first that
/// is not is the client. Only one family of fields is believed, so that none can be smuggled through the other.
/// </summary>
internal sealed class OriginPolicy(IOptions<GatehouseOptions> options)
{
    internal const string XForwardedFor = "X-Forwarded-For";
    internal const string XForwardedProto = "X-Forwarded-Proto";
    internal const string XForwardedHost = "X-Forwarded-Host";
    internal const string XForwardedPort = "X-Forwarded-Port";
    internal const string Forwarded = "Forwarded";

    private readonly IpNetworkSet _trusted = IpNetworkSet.Parse([.. options.Value.Forwarding.TrustedProxies]);
    private readonly int _trustedHops = options.Value.Forwarding.TrustedHops;
    private readonly bool _readsForwarded = options.Value.Forwarding.Format == ForwardedFormat.Forwarded;

    /// <summary>Finds the origin of a request.</summary>
    internal RequestOrigin Find(HttpContext context, ConnectionPeer? connection)
    {
        RequestOrigin peer = PeerOf(context, connection);
        return peer.Peer is not null && IsTrusted(peer.Peer, hop: 0) ? Walk(context.Request.Headers, in peer, peer.Peer) : peer;
    }

    private static RequestOrigin PeerOf(HttpContext context, ConnectionPeer? connection)
    {
        if (connection is not null)
        {
            return new RequestOrigin(connection.Address, connection.Address, IsPeerTrusted: false) { PeerText = connection.AddressText };
        }

        IPAddress? peer = NodeAddress.Plain(context.Connection.RemoteIpAddress);
        return new RequestOrigin(peer, peer, IsPeerTrusted: false) { PeerText = peer?.ToString() };
    }

    private bool IsTrusted(IPAddress address, int hop) => hop < _trustedHops || (!_trusted.IsEmpty && _trusted.Contains(address));

    private RequestOrigin Walk(IHeaderDictionary headers, in RequestOrigin peer, IPAddress client)
    {
        StringValues lines = headers[_readsForwarded ? Forwarded : XForwardedFor];
        HopChain chain = new(stackalloc HopChain.Node[Limits.ForwardedHopsMax]);

        // What nobody reads to its end may hold anything: it is overwritten as if the peer were a stranger.
        if (!HopChain.IsBounded(lines) || !(_readsForwarded ? chain.TryReadForwarded(lines) : chain.TryReadXForwardedFor(lines)))
        {
            return peer;
        }

        for (int hop = 0; hop < chain.Count && IsTrusted(client, hop); hop++)
        {
            // "unknown", a made-up name or nonsense: the hop that says so is the last that is known.
            if (chain.AddressAt(lines, hop) is not { } before)
            {
                break;
            }

            client = before;
        }

        RequestOrigin origin = peer with { Client = client, IsPeerTrusted = true };
        return _readsForwarded ? origin : WithTarget(in origin, headers);
    }

    // The trusted hop's Proto, Host and Port stand. Where it gives a scheme and no port, the port is the host's or the
    // scheme's: ours, which only that hop connected to, would contradict it.
    private static RequestOrigin WithTarget(in RequestOrigin origin, IHeaderDictionary headers)
    {
        string? scheme = SchemeIn(Last(headers[XForwardedProto]));
        string? host = HostIn(Last(headers[XForwardedHost]));
        ReadOnlySpan<char> port = Last(headers[XForwardedPort]);
        string? portText = NodeAddress.IsPortNumber(port) ? port.ToString() : null;
        return origin with { Scheme = scheme, Host = host, Port = portText ?? (scheme is null ? null : PortOf(host, scheme)) };
    }

    private static string PortOf(string? host, string scheme)
    {
        int colon = host?.LastIndexOf(':') ?? -1;
        ReadOnlySpan<char> port = colon < 0 ? default : host.AsSpan(colon + 1);
        return NodeAddress.IsPortNumber(port) ? port.ToString() : scheme == "https" ? "443" : "80";
    }

    // Proxies that append put theirs last.
    private static ReadOnlySpan<char> Last(in StringValues lines)
    {
        ReadOnlySpan<char> line = lines.Count == 0 ? default : lines[lines.Count - 1];
        return line[(line.LastIndexOf(',') + 1)..].Trim(" \t");
    }

    private static string? SchemeIn(ReadOnlySpan<char> text) => text switch
    {
        _ when text.Equals("https", StringComparison.OrdinalIgnoreCase) => "https",
        _ when text.Equals("http", StringComparison.OrdinalIgnoreCase) => "http",
        _ => null,
    };

    private static string? HostIn(ReadOnlySpan<char> text) =>
        text.IsEmpty || text.Length > HostLengthMax || text.ContainsAnyExcept(HostCharacters) ? null : text.ToString();

    // A name of 253 characters, a colon and a port of five.
    private const int HostLengthMax = 259;

    private static readonly System.Buffers.SearchValues<char> HostCharacters = System.Buffers.SearchValues.Create(
        "-._~%!$&'()*+;=:[]0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
