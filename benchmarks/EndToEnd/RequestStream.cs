namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>
/// The requests every target gets, in the same order: spread over all hosts and paths, so that a large table is read all
/// over and not in one warm corner.
/// </summary>
internal static class RequestStream
{
    internal const int Hosts = 100;
    internal const int PathsPerHost = 100;

    /// <summary>How many requests there are before they repeat.</summary>
    internal const int Count = 4_096;

    internal static string Host(int host) => $"tenant-{host:D3}.example.com";

    internal static string Prefix(int path) => $"/api/service-{path:D3}";

    internal static (string Host, string Path) At(int index)
    {
        // Fibonacci hashing: neighbours in time are far apart in the table, the same in every run.
        uint route = (uint)(index * 2_654_435_769L) % (Hosts * PathsPerHost);
        return (Host((int)route / PathsPerHost), $"{Prefix((int)route % PathsPerHost)}/items/{index % 100}");
    }
}
