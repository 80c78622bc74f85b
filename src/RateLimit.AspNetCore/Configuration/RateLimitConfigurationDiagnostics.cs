using Gatehouse.Primitives.Diagnostics;
using static Gatehouse.Primitives.Diagnostics.DiagnosticSeverity;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>What reading plans from <c>IConfiguration</c> reports; each has a page in <c>docs/diagnostics</c>.</summary>
public static class RateLimitConfigurationDiagnostics
{
    /// <summary>A value cannot be read.</summary>
    public static DiagnosticDescriptor ValueUnreadable { get; } = new("RL2040", Error,
        "must be {0}",
        "write it such as '{1}'");

    /// <summary>A key is none.</summary>
    public static DiagnosticDescriptor KeyUnknown { get; } = new("RL2041", Error,
        "must be one of {0}",
        "correct the key's name, or drop it");

    /// <summary>A limit is of no kind, or of several.</summary>
    public static DiagnosticDescriptor KindUnclear { get; } = new("RL2042", Error,
        "must have exactly one of Rate, Window, Quota and Concurrency",
        "keep the one that is meant; several limits of a plan have a name each");

    /// <summary>A key belongs to another kind of limit.</summary>
    public static DiagnosticDescriptor KeyMisplaced { get; } = new("RL2043", Error,
        "must stand beside {0}",
        "drop it, or make the limit one of the kind it belongs to");

    /// <summary>A value is missing.</summary>
    public static DiagnosticDescriptor ValueMissing { get; } = new("RL2044", Error,
        "must be there",
        "write it such as '{0}'");

    /// <summary>The default plan is not there.</summary>
    public static DiagnosticDescriptor DefaultPlanUnknown { get; } = new("RL2045", Error,
        "must be the name of a plan",
        "name the plan of everybody who has no other: one of {0}");

    /// <summary>There are no plans.</summary>
    public static DiagnosticDescriptor PlansMissing { get; } = new("RL2046", Error,
        "must have at least one plan",
        "write a plan under Plans, or correct the name of the section that is given to AddGatehouseRateLimit");
}
