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
}
