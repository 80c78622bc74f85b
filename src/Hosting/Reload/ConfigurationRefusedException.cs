using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Hosting;

/// <summary>The first configuration has errors, so the host does not start. Every diagnostic was logged.</summary>
public sealed class ConfigurationRefusedException : Exception
{
    internal ConfigurationRefusedException(DiagnosticBag diagnostics)
        : base($"The configuration has {diagnostics.ErrorCount} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, diagnostics)}")
    {
        Diagnostics = diagnostics;
    }

    /// <summary>Every finding, errors and others.</summary>
    public IReadOnlyCollection<Diagnostic> Diagnostics { get; }
}
