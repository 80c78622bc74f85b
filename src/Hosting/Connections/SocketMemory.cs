using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Gatehouse.Hosting;

/// <summary>
/// Gives connections the memory that Kestrel gives its own: pinned blocks that are used again. The public way to make a
/// connection of a socket rents from the shared array pool instead, one thread renting what another returns, and leaves
/// 3 KB of garbage a request (docs/decisions/0005).
/// </summary>
internal static class SocketMemory
{
    /// <summary>What connections are made with; without the pinned blocks where this runtime does not offer them so.</summary>
    internal static SocketConnectionFactoryOptions OptionsOf(SocketTransportOptions sockets)
    {
        try
        {
            return WithMemoryOf(sockets);
        }
        catch (MissingMethodException)
        {
            return new SocketConnectionFactoryOptions();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SocketConnectionFactoryOptions WithMemoryOf(SocketTransportOptions sockets);
}
