using Microsoft.Extensions.Logging;

namespace Gatehouse.RateLimit.Redis;

internal static partial class RedisLog
{
    [LoggerMessage(1, LogLevel.Error, "the store of the rate limits does not answer; policies fall back to their outage modes")]
    internal static partial void Away(ILogger logger, Exception? exception);

    [LoggerMessage(2, LogLevel.Information, "the store of the rate limits answers again")]
    internal static partial void Back(ILogger logger);
}
