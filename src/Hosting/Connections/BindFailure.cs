using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Hosting;

/// <summary>Says why an address and port could not be bound.</summary>
internal static class BindFailure
{
    internal static string CauseOf(Exception failure) => failure switch
    {
        // Kestrel's way to bind wraps "address in use", once or twice.
        AddressInUseException or { InnerException: AddressInUseException } => "another program uses it",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "another program uses it",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "it needs a privilege this process does not have",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "the address is not one of this machine",
        _ => failure.Message,
    };
}
