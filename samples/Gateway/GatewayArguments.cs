using System.Net;

namespace Gatehouse.Samples.Gateway;

/// <summary>What the command line asks for.</summary>
internal sealed record GatewayArguments
{
    /// <summary>Manifest files and folders; none for the sample shop.</summary>
    public IReadOnlyList<string> ConfigPaths { get; init; } = [];

    /// <summary>Where Gateways without addresses of their own listen.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Added to every declared port.</summary>
    public int PortOffset { get; init; }

    /// <summary>Where the admin endpoint is; <see langword="null"/> for none.</summary>
    public IPEndPoint? Admin { get; init; }

    /// <summary>Whether Services of type ExternalName are backends.</summary>
    public bool AllowExternalName { get; init; }

    /// <summary>How long requests that are under way may take to end, in seconds.</summary>
    public int DrainSeconds { get; init; } = 30;

    /// <summary>Whether requests go without a line each.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether the sample shop is what is served.</summary>
    public bool IsShop => ConfigPaths.Count == 0;
}
