using System.Runtime.InteropServices;

namespace Gatehouse.Samples.Gateway;

/// <summary>
/// Ends the process at once when somebody presses Ctrl+C again. The first signal, whichever it is, lets requests end; who
/// interrupts after that does not want to wait for them.
/// </summary>
internal sealed class SecondInterrupt : IDisposable
{
    // 128 and the signal's number, as shells write it.
    private const int Interrupted = 130;

    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _signals;

    internal SecondInterrupt()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Interlocked.Increment(ref _signals));
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref _signals) > 1)
            {
                Environment.Exit(Interrupted);
            }
        });
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
