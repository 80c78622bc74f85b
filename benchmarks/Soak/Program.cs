// A gateway under mixed traffic, reloads and faults for as long as one likes, watched from outside. Exit code 0: it held
// what it promises; 1: answers were wrong or something grew.
using Gatehouse.EndToEnd.Benchmarks;
using Gatehouse.Soak;

switch (args)
{
    case ["backend", string http1Port, string http2Port]:
        return await SoakBackend.RunAsync(ChildArguments.Port(http1Port), ChildArguments.Port(http2Port));
    case ["gateway", string folder]:
        return await SoakGateway.RunAsync(folder);
    case [string minutes] when int.TryParse(minutes, out int count) && count is >= 1 and <= 10_080:
        using (CancellationTokenSource interrupt = new())
        {
            Console.CancelKeyPress += (_, press) =>
            {
                press.Cancel = true;
                interrupt.Cancel();
            };
            return await SoakRun.RunAsync(TimeSpan.FromMinutes(count), interrupt.Token);
        }

    default:
        await Console.Error.WriteLineAsync("usage: Soak MINUTES    (1 to 10080)");
        return 2;
}
