using Gatehouse.Primitives.Diagnostics;
using static Gatehouse.Primitives.Diagnostics.DiagnosticSeverity;

namespace Gatehouse.RateLimit;

/// <summary>What this package reports when it compiles; each has a page in <c>docs/diagnostics</c>.</summary>
public static class RateLimitDiagnostics
{
    /// <summary>The name of a plan or limit cannot stand in a field.</summary>
    public static DiagnosticDescriptor NameInvalid { get; } = new("RL2001", Error,
        "must be letters, digits, '.', '_', '-' or '/', at most {0} of them",
        "choose a name that can stand in a RateLimit field, such as 'free' or 'shop/gold'");

    /// <summary>Two plans have one name.</summary>
    public static DiagnosticDescriptor PlanRepeated { get; } = new("RL2002", Error,
        "must not be the name of another plan",
        "give the plans different names, or merge them");

    /// <summary>Two limits of a plan have one name.</summary>
    public static DiagnosticDescriptor LimitRepeated { get; } = new("RL2003", Error,
        "must not be the name of another limit of the plan",
        "give the limits different names, such as 'second' and 'day'");

    /// <summary>There are too many plans.</summary>
    public static DiagnosticDescriptor PlansTooMany { get; } = new("RL2004", Error,
        "must be one of at most {0} plans",
        "let customers share plans: a plan's levels are kept for each customer anyway");

    /// <summary>A plan has too many limits.</summary>
    public static DiagnosticDescriptor LimitsTooMany { get; } = new("RL2005", Error,
        "must have at most {0} items",
        "drop the limits that another limit of the plan implies");

    /// <summary>A plan has no limits.</summary>
    public static DiagnosticDescriptor PlanUnlimited { get; } = new("RL2006", Warning,
        "should not be empty: the plan admits everything",
        "add a limit, or leave it so if the plan's customers are not to be limited");

    /// <summary>A rate is out of range.</summary>
    public static DiagnosticDescriptor RateOutOfRange { get; } = new("RL2007", Error,
        "must be at least 1 and at most {0} a second",
        "use a longer period for less than 1 a second, and no limit for more than {0}");

    /// <summary>A burst is out of range.</summary>
    public static DiagnosticDescriptor BurstOutOfRange { get; } = new("RL2008", Error,
        "must be from 1 to {0}",
        "write how many permits may be used at once, or leave the burst out for those of one period");

    /// <summary>A bucket would take years to fill.</summary>
    public static DiagnosticDescriptor BurstTooSlow { get; } = new("RL2009", Error,
        "must be at most {0} at this rate: more takes over four years to come back",
        "lower the burst, or raise the rate");

    /// <summary>A sliding window's length is out of range.</summary>
    public static DiagnosticDescriptor WindowOutOfRange { get; } = new("RL2010", Error,
        "must be whole seconds, from {0} to {1}",
        "use a token bucket for shorter windows and a quota for longer ones");

    /// <summary>A lease is out of range.</summary>
    public static DiagnosticDescriptor LeaseOutOfRange { get; } = new("RL2011", Error,
        "must be whole seconds, from {0} to {1}",
        "write the longest time that a request ordinarily takes");

    /// <summary>A number of permits is out of range.</summary>
    public static DiagnosticDescriptor PermitsOutOfRange { get; } = new("RL2012", Error,
        "must be from 1 to {0}",
        "lower it, use a longer window, or use a token bucket, whose rate has no such bound");

    /// <summary>A period is none.</summary>
    public static DiagnosticDescriptor PeriodUnknown { get; } = new("RL2013", Error,
        "must have a period that there is",
        "use a member of the enumeration");
}
