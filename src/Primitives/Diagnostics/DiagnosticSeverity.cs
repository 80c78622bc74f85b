namespace Gatehouse.Primitives.Diagnostics;

/// <summary>How much a diagnostic weighs. Zero is the gravest, so that a forgotten severity is not overlooked.</summary>
public enum DiagnosticSeverity : byte
{
    /// <summary>The object it names does not go live; its last good version, if any, serves on.</summary>
    Error = 0,

    /// <summary>The object goes live, but a part of it will not do what its author expects.</summary>
    Warning,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,
}
