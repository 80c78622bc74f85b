namespace Gatehouse.Routing;

/// <summary>Every bound of this package. What is over one is a diagnostic when compiling, or never matches.</summary>
public static class Limits
{
    /// <summary>The longest path of a match or replacement, in characters (Gateway API, HTTPPathMatch.value: 1024).</summary>
    public const int PathLengthMax = 1_024;

    /// <summary>Header and query conditions of one match, each (Gateway API, HTTPRouteMatch: 16).</summary>
    public const int ConditionsPerMatchMax = 16;

    /// <summary>The longest value of a condition or of a header edit, in characters (Gateway API, HTTPHeaderMatch.value: 4096).</summary>
    public const int ValueLengthMax = 4_096;

    /// <summary>The largest weight of a backend (Gateway API, BackendRef.weight: 1 000 000).</summary>
    public const int WeightMax = 1_000_000;

    /// <summary>Backends of one rule: with <see cref="WeightMax"/> their sum stays below 2^32.</summary>
    public const int BackendsPerRuleMax = 1_024;

    /// <summary>Matches of all routes of one hostname.</summary>
    public const int MatchesPerHostMax = 250_000;

    /// <summary>
    /// Regular expressions of all routes of one hostname: the only conditions that cannot be looked up, so a request
    /// may have to try each of them.
    /// </summary>
    public const int RegexesPerHostMax = 128;

    /// <summary>The longest regular expression, in characters.</summary>
    public const int RegexLengthMax = 1_024;

    /// <summary>The longest text a regular expression is tried on, in characters; a longer one does not match.</summary>
    public const int RegexSubjectLengthMax = 8_192;

    /// <summary>Candidates that an explanation lists, besides the winner; more are counted.</summary>
    public const int ExplainedCandidatesMax = 100;

    /// <summary>The longest value that an explanation repeats, in characters; the rest is cut.</summary>
    public const int ExplainedValueLengthMax = 120;
}
