using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>What one type adds to a request, estimated from samples.</summary>
/// <param name="Name">The type.</param>
/// <param name="BytesPerRequest">Its share of the bytes of a request.</param>
/// <param name="Error">The standard error of that share, in bytes: samples come at random.</param>
/// <param name="ObjectBytes">The mean size of its sampled objects.</param>
internal sealed record AllocatedType(string Name, double BytesPerRequest, double Error, long ObjectBytes)
{
    private const string Packages = "Gatehouse.";

    /// <summary>Whether the packages define it; a state machine counts to the method it belongs to.</summary>
    internal bool IsOurs => Name.Contains(Packages, StringComparison.Ordinal) && !Name.Contains(typeof(AllocatedType).Namespace!, StringComparison.Ordinal);

    internal static AllocatedType Parse(string line, long requests)
    {
        string[] parts = line.Split('\t');
        long samples = long.Parse(parts[0], CultureInfo.InvariantCulture);
        double bytesPerSample = (double)AllocationSamples.BytesPerSample / Math.Max(1, requests);
        return new AllocatedType(parts[2], samples * bytesPerSample, Math.Sqrt(samples) * bytesPerSample, long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
