namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Finds installed programs.</summary>
internal static class Programs
{
    // Servers are installed where not every user's PATH looks.
    private static readonly string[] More = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>The program's path; <see langword="null"/> where it is not installed.</summary>
    internal static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(More)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
