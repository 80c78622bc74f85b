using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Running;
using Gatehouse.Pipeline.Benchmarks;

if (args is not ["goals"])
{
    BenchmarkSwitcher.FromAssembly(typeof(Configurations).Assembly).Run(args);
    return;
}

// The goals at a glance: the best and the median of a few runs, in milliseconds.
PublishBenchmarks publish = new() { Routes = 100_000 };
publish.Setup();
TranslateBenchmarks translate = new();
translate.Setup();
Measure("republish 100 000 routes, one changed", () => publish.OneRouteChanged());
Measure("republish 100 000 routes, none changed", () => publish.NothingChanged());
Measure("read 1 000 routes on 100 Gateways", () => translate.Read1000RoutesOn100Gateways());
Measure("translate 1 000 routes on 100 Gateways", () => translate.Translate1000RoutesOn100Gateways());

static void Measure(string name, Action run)
{
    double[] times = new double[21];

    for (int i = -5; i < times.Length; i++)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    Array.Sort(times);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[0]:F1} | {times[10]:F1} |"));
}
