using System.Net;
using Gatehouse.Pipeline;

namespace Gatehouse.Hosting;

/// <summary>Which listener a connection arrived on. A feature of the connection, and so of each of its requests.</summary>
/// <param name="Key">Its Gateway and declared port.</param>
/// <param name="Bound">The address and port that are really bound.</param>
internal sealed record ListenerIdentity(PortKey Key, IPEndPoint Bound)
{
    /// <summary>What logs call it: <c>shop/edge:80</c>.</summary>
    internal string Name { get; } = $"{Key.Gateway}:{Key.Port}";

    /// <summary>The declared port, as a backend is told it.</summary>
    internal string PortText { get; } = Key.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
