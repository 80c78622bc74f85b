using System.Globalization;

namespace Gatehouse.Soak;

/// <summary>What a process holds at a moment, read from Linux's /proc.</summary>
/// <param name="ResidentMb">Memory, in MiB.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Sockets">Those of them that are sockets: connections and listeners.</param>
/// <param name="Threads">Its threads.</param>
internal readonly record struct Reading(double ResidentMb, int Handles, int Sockets, int Threads)
{
    internal static Reading Of(int processId)
    {
        string[] status = File.ReadAllLines($"/proc/{processId}/status");
        string[] handles = Directory.GetFiles($"/proc/{processId}/fd");
        return new Reading(Field(status, "VmRSS:") / 1_024.0, handles.Length, handles.Count(IsSocket), (int)Field(status, "Threads:"));
    }

    private static bool IsSocket(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return false;
        }
    }

    private static long Field(string[] status, string name) => long.Parse(
        status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', '\t').First(static part => part.Length > 0),
        CultureInfo.InvariantCulture);
}
