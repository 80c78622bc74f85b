using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests;

public sealed class ProtocolSnifferTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Only_a_connection_that_was_too_slow_is_logged(bool isStopping, int lines)
    {
        CountingLog log = new();
        GatehouseOptions options = new() { PrefaceTimeoutMs = isStopping ? 600_000 : 1 };
        ProtocolSniffer sniffer = new(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System, log);
        Pipe silent = new(), unread = new();
        using Stopping stopping = new();
        await using DefaultConnectionContext connection = new("1", new Duplex(silent.Reader, unread.Writer), new Duplex(unread.Reader, silent.Writer));
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(stopping);
        Task<PrefaceVerdict> verdict = sniffer.ReadAsync(connection);

        if (isStopping)
        {
            stopping.RequestClose();
        }

        Assert.Equal(PrefaceVerdict.Undecided, await verdict);
        Assert.Equal(lines, log.Lines);
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class Stopping : IConnectionLifetimeNotificationFeature, IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken ConnectionClosedRequested
        {
            get => _source.Token;
            set => throw new NotSupportedException();
        }

        public void RequestClose() => _source.Cancel();

        public void Dispose() => _source.Dispose();
    }

    private sealed class CountingLog : ILogger<ProtocolSniffer>
    {
        internal int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}
