using System.Net;

namespace Gatehouse.Hosting;

/// <summary>
/// The other end of a connection: its address, and the <c>Connection</c> field it sent with the request under way. A
/// feature of the connection, and so of each of its requests.
/// </summary>
internal sealed class ConnectionPeer(EndPoint? remote)
{
    /// <summary>The peer whose headers are being read on this flow of execution.</summary>
    internal static readonly AsyncLocal<ConnectionPeer?> Reading = new();

    private string? _connectionField;

    /// <summary>Its address, an IPv4 one as such and without a scope; <see langword="null"/> where it has none.</summary>
    internal IPAddress? Address { get; } = NodeAddress.Plain((remote as IPEndPoint)?.Address);

    /// <summary>Its address as text, formatted once.</summary>
    internal string? AddressText => field ??= Address?.ToString();

    /// <summary>Keeps a line of <c>Connection</c>.</summary>
    internal void Add(string line)
    {
        // One request's lines always fit; what does not belongs to requests that nobody took it from.
        bool goesOn = _connectionField is { } kept && kept.Length + line.Length < Limits.ConnectionFieldCharsMax;
        _connectionField = goesOn ? $"{_connectionField},{line}" : line;
    }

    /// <summary>What the request under way sent, for once; <see langword="null"/> where the server shows all there is.</summary>
    internal string? TakeConnectionField()
    {
        string? taken = _connectionField;

        if (taken is not null)
        {
            _connectionField = null;
        }

        return taken;
    }
}
