using BenchmarkDotNet.Running;
using Gatehouse.Routing.Benchmarks;

if (args is ["goals"])
{
    Goals.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Goals).Assembly).Run(args);
}
