namespace Gatehouse.Samples.Gateway;

/// <summary>
/// Writes log events for people, a line each: what happens to stdout, findings and failures to stderr as compilers print
/// them. One lock for both streams, so that lines come in the order of their events.
/// </summary>
internal sealed class ConsoleLines(TextWriter output, TextWriter errors, Ink outputInk, Ink errorInk) : ILoggerProvider
{
    private readonly Lock _turn = new();

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, this);

    /// <summary>Writes text that is no event, in turn with those that are.</summary>
    internal void Write(string text) => Write(output, text);

    public void Dispose()
    {
        // The streams are the process's.
    }

    private void Write(TextWriter stream, string text)
    {
        lock (_turn)
        {
            stream.WriteLine(text);
        }
    }

    private void Write(string category, LogLevel level, IReadOnlyList<KeyValuePair<string, object?>>? fields, string message, Exception? failure)
    {
        if (failure is not null)
        {
            Write(errors, $"{errorInk.Red(message)}\n{failure}");
        }
        else if (level >= LogLevel.Warning || FindingLine.Is(fields))
        {
            Write(errors, FindingLine.Format(message, level, errorInk));
        }
        else
        {
            Write(output, category == RequestLine.Category && fields is not null ? RequestLine.Format(fields, message, outputInk) : message);
        }
    }

    private sealed class LineLogger(string category, ConsoleLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Write(category, logLevel, state as IReadOnlyList<KeyValuePair<string, object?>>, formatter(state, exception), exception);
    }
}
