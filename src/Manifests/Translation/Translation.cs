using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>What manifests mean to a data plane.</summary>
/// <param name="Config">What to serve. Equal manifests give an equal configuration, whatever their order.</param>
/// <param name="Statuses">
/// The status of every object that is ours to judge, as a controller would write it, in the order of kinds, namespaces and
/// names. Objects of other controllers have none.
/// </param>
/// <param name="Diagnostics">
/// Every finding: of the reading, of the objects and of their references. It knows where each object was written, so
/// whoever compiles the configuration goes on reporting into it.
/// </param>
public sealed record Translation(TrafficConfig Config, ValueList<ObjectStatus> Statuses, DiagnosticBag Diagnostics);
