namespace Gatehouse.Pipeline;

/// <summary>What names a port over reloads: every table hangs under one.</summary>
/// <param name="Gateway">Namespace and name of the Gateway: <c>shop/edge</c>.</param>
/// <param name="Port">The declared port, whatever port is bound.</param>
public readonly record struct PortKey(string Gateway, int Port);
