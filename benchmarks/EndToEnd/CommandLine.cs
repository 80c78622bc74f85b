using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>What a person asks for.</summary>
/// <param name="Rounds">How often each target is measured.</param>
/// <param name="Seconds">How long one measurement takes.</param>
/// <param name="Connections">How many keep-alive connections the load has.</param>
/// <param name="WarmUpRoundsMax">At most so many rounds are dropped until a target has settled.</param>
/// <param name="Targets">Which targets; empty for all of them.</param>
/// <param name="UsesOwnLoad">Whether the own load generator is used although wrk is installed.</param>
internal sealed record CommandLine(int Rounds, int Seconds, int Connections, int WarmUpRoundsMax, IReadOnlyList<string> Targets, bool UsesOwnLoad)
{
    private const string Usage = """
        usage: EndToEnd.Benchmarks [allocations] [options]

          (nothing)            compares the targets in turn and prints a table
          allocations          tells by type what the gateway allocates beyond the bare forwarder

          --rounds N           measurements of each target (default 10)
          --seconds N          length of a measurement (default 4)
          --connections N      keep-alive connections of the load (default 64)
          --warm-up N          at most so many rounds until a target has settled (default 12)
          --targets A,B        of: direct, bare, bare-host, gateway-1, gateway-10000, nginx-1, nginx-10000, haproxy-1, haproxy-10000
          --own-load           the own load generator, also where wrk is installed
        """;

    internal static async Task<int> RunAsync(string[] args)
    {
        bool asksForAllocations = args is ["allocations", ..];

        if (Parse(asksForAllocations ? args[1..] : args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using CancellationTokenSource interrupt = new();
        Console.CancelKeyPress += (_, press) =>
        {
            // The targets are processes of their own: they are ended in order, not left behind.
            press.Cancel = true;
            interrupt.Cancel();
        };

        try
        {
            return asksForAllocations
                ? await AllocationProfile.RunAsync(options, interrupt.Token)
                : await Comparison.RunAsync(options, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    private static CommandLine? Parse(ReadOnlySpan<string> args)
    {
        CommandLine options = new(Rounds: 10, Seconds: 4, Connections: 64, WarmUpRoundsMax: 12, Targets: [], UsesOwnLoad: false);

        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--own-load")
            {
                options = options with { UsesOwnLoad = true };
                continue;
            }

            if (i + 1 == args.Length || With(options, args[i], args[i + 1]) is not { } next)
            {
                return null;
            }

            options = next;
            i++;
        }

        return options;
    }

    private static CommandLine? With(CommandLine options, string option, string value)
    {
        if (option == "--targets")
        {
            return options with { Targets = value.Split(',') };
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > 10_000)
        {
            return null;
        }

        return option switch
        {
            "--rounds" => options with { Rounds = number },
            "--seconds" => options with { Seconds = number },
            "--connections" => options with { Connections = number },
            "--warm-up" => options with { WarmUpRoundsMax = number },
            _ => null,
        };
    }
}
