using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Gatehouse.Primitives.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Routing.Benchmarks;

/// <summary>
/// One quick table beside the goals: every subject in turn, a batch each, many rounds, so that a noisy moment hits all of
/// them. Prints the fastest batch and the median, as the figures that the goals were set by.
/// </summary>
public static class Goals
{
    private const int Rounds = 31;
    private const int BatchMs = 8;

    public static void Run()
    {
        // First, while nothing else is on the heap that a collection could take meanwhile.
        MeasureRetained();
        List<(string Name, Func<int, int> Batch)> subjects = [];

        foreach (int count in new[] { 10, 1_000, 10_000, 100_000 })
        {
            foreach (string shape in Tables.Shapes)
            {
                AddMatch(subjects, shape, count);
            }

            AddPeers(subjects, count);
        }

        AddEdges(subjects);
        Measure(subjects);
        MeasureCompile();
    }

    private static void AddMatch(List<(string, Func<int, int>)> subjects, string shape, int count)
    {
        RouteTable table = Tables.Compile(Tables.Routes(shape, count));
        RequestSet requests = new(Tables.Requests(shape, count));
        subjects.Add(($"{shape}, {count}", n =>
        {
            int hits = 0;
            for (int i = 0; i < n; i++)
            {
                hits += (int)table.Match(new TextView(requests.Text(i & (Tables.RequestCount - 1)))).Outcome;
            }

            return hits;
        }
        ));

        if (shape == "host + prefix")
        {
            subjects.Add(($"{shape}, {count}, UTF-8", n =>
            {
                int hits = 0;
                for (int i = 0; i < n; i++)
                {
                    hits += (int)table.MatchUtf8(new Utf8View(requests.Utf8(i & (Tables.RequestCount - 1)))).Outcome;
                }

                return hits;
            }
            ));
        }
    }

    private static void AddPeers(List<(string, Func<int, int>)> subjects, int count)
    {
        BenchmarkRequest[] requests = Tables.Requests("host + prefix", count);
        string[] keys = [.. requests.Select(static request => request.Host + request.Path[..request.Path.IndexOf("/items", StringComparison.Ordinal)])];
        FrozenDictionary<string, string> limit = keys.Distinct().ToFrozenDictionary(static key => key);
        subjects.Add(($"frozen dictionary, {count}", n =>
        {
            int hits = 0;
            for (int i = 0; i < n; i++)
            {
                hits += limit[keys[i & (Tables.RequestCount - 1)]].Length;
            }

            return hits;
        }
        ));

        if (count > 10_000)
        {
            return;
        }

        EndpointRouting peer = new(count);
        DefaultHttpContext[] contexts = [.. requests.Select(EndpointRouting.Context)];
        subjects.Add(($"ASP.NET endpoint routing, {count}", n =>
        {
            int hits = 0;
            for (int i = 0; i < n; i++)
            {
                hits += peer.Match(contexts[i & (Tables.RequestCount - 1)]) is null ? 0 : 1;
            }

            return hits;
        }
        ));
    }

    private static void AddEdges(List<(string, Func<int, int>)> subjects)
    {
        EdgeBenchmarks edges = new();
        subjects.Add(("404: no listener", n => Repeat(n, () => (int)edges.NoListenerForHost())));
        subjects.Add(("404: no rule", n => Repeat(n, () => (int)edges.NoRuleForPath())));
        subjects.Add(("2 KB path, hit", n => Repeat(n, () => (int)edges.Path2KbHit())));
        subjects.Add(("2 KB path, miss", n => Repeat(n, () => (int)edges.Path2KbMiss())));
        subjects.Add(("weighted pick", n => Repeat(n, () => edges.WeightedPick()!.Weight)));
    }

    private static int Repeat(int n, Func<int> body)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += body();
        }

        return sum;
    }

    private static void Measure(List<(string Name, Func<int, int> Batch)> subjects)
    {
        int[] sizes = new int[subjects.Count];
        double[][] times = [.. subjects.Select(static _ => new double[Rounds])];
        long[] bytes = new long[subjects.Count];

        for (int i = 0; i < subjects.Count; i++)
        {
            // Warm up well past the JIT's last tier, then size the batch.
            for (int k = 0; k < 60; k++)
            {
                subjects[i].Batch(2_000);
            }

            long start = Stopwatch.GetTimestamp();
            subjects[i].Batch(10_000);
            sizes[i] = Math.Max(1_000, (int)(10_000 * BatchMs / Math.Max(0.001, Stopwatch.GetElapsedTime(start).TotalMilliseconds)));
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < subjects.Count; i++)
            {
                // One untimed pass: the others have just had the cache.
                subjects[i].Batch(Tables.RequestCount);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                subjects[i].Batch(sizes[i]);
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / sizes[i];
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / sizes[i];
            }
        }

        Console.WriteLine("| subject | min ns | median ns | B/op |\n| --- | --- | --- | --- |");

        for (int i = 0; i < subjects.Count; i++)
        {
            Array.Sort(times[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {subjects[i].Name} | {times[i][0]:F1} | {times[i][Rounds / 2]:F1} | {bytes[i]} |"));
        }
    }

    private static void MeasureCompile()
    {
        foreach (int count in new[] { 1_000, 10_000, 100_000 })
        {
            HttpRoute[] routes = Tables.Routes("host + prefix", count);
            double best = double.MaxValue;

            for (int i = 0; i < 15; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Tables.Compile(routes);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            double changed = double.MaxValue;
            RouteCompiler warm = new(42);
            warm.Compile([Tables.Listener(routes)], new DiagnosticBag());

            for (int i = 0; i < 15; i++)
            {
                routes[count / 2] = routes[count / 2] with { Rules = [new HttpRouteRule { Backends = [new BackendRef { Id = $"other-{i}" }] }] };
                long start = Stopwatch.GetTimestamp();
                warm.Compile([Tables.Listener(routes)], new DiagnosticBag());
                changed = Math.Min(changed, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compile {count}: {best:F1} ms; with one route changed {changed:F1} ms"));
        }
    }

    private static void MeasureRetained()
    {
        foreach (string shape in Tables.Shapes)
        {
            MeasureRetained(shape, 100_000);
        }
    }

    // Optimised at once: unoptimised code keeps every local alive, the last table among them, to the end of the method.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MeasureRetained(string shape, int count)
    {
        long before = HeapBytes();
        RouteTable table = CompileAndForget(shape, count);
        long after = HeapBytes();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"retained by the table alone, {shape}: {(after - before) / (double)count:F0} bytes a route"));
        GC.KeepAlive(table);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static RouteTable CompileAndForget(string shape, int count) => Tables.Compile(Tables.Routes(shape, count));

    private static long HeapBytes()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
