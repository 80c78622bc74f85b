using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gatehouse.RateLimit.AspNetCore.Tests;

/// <summary>What our packages logged, a line each: level and text.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string[] All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName.StartsWith("Gatehouse", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Category(LogLines lines, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (isOurs)
            {
                lines._lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
