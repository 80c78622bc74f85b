namespace Gatehouse.Primitives.Diagnostics;

/// <summary>What one kind of diagnostic always says. Each is declared once, in its package's <c>*Diagnostics</c> class.</summary>
/// <param name="Id">Two letters and four digits, never used again for something else: <c>RT1007</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What was expected, in lower case and without a full stop; <c>{0}</c> … stand for arguments.</param>
/// <param name="Mend">What to do about it, as an instruction; <c>{0}</c> … stand for the same arguments.</param>
public sealed record DiagnosticDescriptor(string Id, DiagnosticSeverity Severity, string Message, string Mend);
