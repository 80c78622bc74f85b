namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The middle of some figures, and of their halves.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    internal static Quartiles Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return new Quartiles(At(sorted, 0.25), At(sorted, 0.50), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
