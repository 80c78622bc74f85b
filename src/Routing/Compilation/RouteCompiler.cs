using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>
/// Compiles listeners and their routes into a <see cref="RouteTable"/>. Keep one compiler per table: hosts whose routes
/// did not change since its last call are taken over from the last table. Not thread-safe.
/// </summary>
public sealed class RouteCompiler
{
    /// <summary>Compiles the listeners of one address, port and protocol.</summary>
    /// <param name="listeners">The listeners, in any order.</param>
    /// <param name="diagnostics">Gets every finding; a rule with an error is left out of the table.</param>
    public RouteTable Compile(IReadOnlyList<RouteListener> listeners, DiagnosticBag diagnostics) => throw new NotSupportedException();
}
