using BenchmarkDotNet.Running;
using Gatehouse.RateLimit.Benchmarks;

switch (args)
{
    case ["goals"]:
        Goals.Run(withTenMillion: false);
        break;
    case ["goals", "10M"]:
        Goals.Run(withTenMillion: true);
        break;
    case ["seconds", .. string[] rest]:
        RealSeconds.Run(rest is [string seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 10);
        break;
    case ["redis"]:
        await RedisFigures.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Goals).Assembly).Run(args);
        break;
}
