using System.Net;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting;

internal static partial class ListenerLog
{
    [LoggerMessage(1, LogLevel.Information, "listening on {Address} for {Listener}")]
    internal static partial void Opened(ILogger logger, IPEndPoint address, string listener);

    [LoggerMessage(2, LogLevel.Information, "stopped listening on {Address} for {Listener}")]
    internal static partial void Closed(ILogger logger, IPEndPoint address, string listener);

    [LoggerMessage(3, LogLevel.Warning, "a connection to {Listener} could not be accepted: {Error}")]
    internal static partial void AcceptFailed(ILogger logger, string listener, string error);

    [LoggerMessage(4, LogLevel.Debug, "a connection did not show its protocol in time and was closed")]
    internal static partial void PrefaceTimedOut(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "the application's own addresses {Addresses} are not listened on, because the gateway has endpoints: add them with ConfigureKestrel(kestrel => kestrel.Listen(…)), or configure none")]
    internal static partial void OwnAddressesLeftOut(ILogger logger, string addresses);

    [LoggerMessage(6, LogLevel.Error, "the gateway serves nothing, because PreferHostingUrls has the server listen on {Addresses} only: turn it off")]
    internal static partial void OnlyOwnAddresses(ILogger logger, string addresses);
}
