namespace Gatehouse.Pipeline;

/// <summary>Compiles and links a <see cref="TrafficConfig"/> into a snapshot. Not thread-safe.</summary>
public sealed class TrafficCompiler
{
}
