using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Pipeline;

/// <summary>Configuration that a host builds in code and may replace while it runs.</summary>
/// <param name="config">The first configuration.</param>
public sealed class CodeConfigSource(TrafficConfig config) : IConfigSource
{
    private readonly Lock _turn = new();
    private TrafficConfig _config = config;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Replaces the configuration; the host takes it live as soon as it has compiled.</summary>
    public void Replace(TrafficConfig next)
    {
        TaskCompletionSource changed;

        lock (_turn)
        {
            _config = next;
            changed = _changed;
        }

        changed.TrySetResult();
    }

    /// <inheritdoc/>
    public ValueTask<ConfigReading> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            // A change after this line completes the new signal, so none is lost between read and wait.
            _changed = _changed.Task.IsCompleted ? NewSignal() : _changed;
            return ValueTask.FromResult(new ConfigReading(_config, new DiagnosticBag()));
        }
    }

    /// <inheritdoc/>
    public Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            return _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
