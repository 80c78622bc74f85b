using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The CPU time a process has used, its children included: a server may have workers. Read from Linux's /proc.</summary>
internal static class CpuTime
{
    // USER_HZ is 100 on every architecture .NET runs on.
    private const long MicrosecondsPerTick = 10_000;

    /// <summary>User and system time so far, in microseconds; 0 where there is no /proc.</summary>
    internal static long Of(int processId)
    {
        string folder = $"/proc/{processId}";
        return File.Exists($"{folder}/stat") ? Ticks($"{folder}/stat") * MicrosecondsPerTick + Children(folder, processId) : 0;
    }

    private static long Children(string folder, int processId)
    {
        string list = $"{folder}/task/{processId}/children";
        return File.Exists(list)
            ? File.ReadAllText(list).Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(static id => Of(ChildArguments.Number(id)))
            : 0;
    }

    private static long Ticks(string file)
    {
        // The second field is the program's name in parentheses and may hold anything; utime and stime are 14 and 15.
        string text = File.ReadAllText(file);
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
