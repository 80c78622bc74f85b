using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Gatehouse.Samples.Gateway;

/// <summary>One log event, one line, nothing else: a diagnostic then reads as a compiler prints it.</summary>
internal sealed class PlainFormatter() : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));

        if (logEntry.Exception is not null)
        {
            textWriter.WriteLine(logEntry.Exception);
        }
    }
}
