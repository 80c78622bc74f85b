using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Gatehouse.Properties;

/// <summary>Runs a property. Where it fails, the message has the shrunk case and the seed to replay it with.</summary>
internal static class Check
{
    /// <summary>Multiplies every number of runs: <c>GATEHOUSE_PROPERTY_RUNS=100</c> for a night.</summary>
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("GATEHOUSE_PROPERTY_RUNS"), CultureInfo.InvariantCulture, out int factor) ? Math.Max(factor, 1) : 1;

    /// <summary>The seed a failure prints, <c>(1234,5678)</c> or <c>(1234,5678,9)</c>, to see it again.</summary>
    private static readonly string? Replay = Environment.GetEnvironmentVariable("GATEHOUSE_PROPERTY_SEED");

    public static void That<T>(Arbitrary<T> cases, int runs, Action<T> holds)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(runs * Factor).WithName(typeof(T).Name);
        FsCheck.Check.One(Replay is null ? config : config.WithReplay(Seed(Replay)), Prop.ForAll(cases, holds));
    }

    private static Replay Seed(string text)
    {
        string[] parts = text.Trim('(', ')').Split(',');
        return new Replay(
            new Rnd(ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture)),
            parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : FSharpOption<int>.None);
    }
}
