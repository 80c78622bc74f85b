namespace Gatehouse.Cli;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCodes
{
    /// <summary>Done: nothing to complain of, or a rule was found.</summary>
    public const int Success = 0;

    /// <summary>The configuration has errors; with <c>--strict</c> also warnings.</summary>
    public const int BadConfiguration = 1;

    /// <summary>The command line was not understood, or asks for what the configuration does not have.</summary>
    public const int BadUsage = 2;

    /// <summary>No rule answers the request.</summary>
    public const int NoRule = 3;
}
