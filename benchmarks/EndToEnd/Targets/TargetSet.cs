namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The upstream and every target that can be had here, running.</summary>
internal sealed class TargetSet : IDisposable
{
    private static readonly string[] Names =
        ["direct", "bare", "bare-host", "gateway-1", "gateway-10000", "nginx-1", "nginx-10000", "haproxy-1", "haproxy-10000"];

    private readonly List<Target> _targets = [];
    private readonly ChildProcess _upstream;
    private readonly int _upstreamPort = FreePort.Next();
    private readonly string _folder;

    private TargetSet(string folder)
    {
        _folder = folder;
        _upstream = ChildProcess.StartSelf(ChildProcess.OtherCpu, "upstream", ChildArguments.Text(_upstreamPort));
    }

    internal IReadOnlyList<Target> All => _targets;

    internal Target? Find(string name) => _targets.Find(target => target.Name == name);

    /// <summary>Starts the named targets, all where none is named; says which are left out, and why.</summary>
    internal static async Task<TargetSet> StartAsync(IReadOnlyList<string> names, string folder, CancellationToken cancellationToken)
    {
        if (names.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"no such target: {unknown}", nameof(names));
        }

        TargetSet set = new(folder);

        try
        {
            foreach (string name in Names.Where(name => names.Count == 0 || names.Contains(name)))
            {
                await set.AddAsync(name, cancellationToken);
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _targets.ForEach(static target => target.Dispose());
        _upstream.Dispose();
    }

    private async Task AddAsync(string name, CancellationToken cancellationToken)
    {
        if (Start(name) is { } target)
        {
            _targets.Add(target);
            await target.WaitUntilReadyAsync(cancellationToken);
        }
    }

    private Target? Start(string name)
    {
        string kind = name.Split('-')[0];

        return kind switch
        {
            "direct" => new Target(name, _upstream, _upstreamPort, isOwner: false),
            "nginx" or "haproxy" => StartPeer(name, kind, hasManyRoutes: name.EndsWith("-10000", StringComparison.Ordinal)),
            _ => StartOwn(name),
        };
    }

    private Target StartOwn(string name)
    {
        (int port, int side) = (FreePort.Next(), FreePort.Next());
        return new Target(name, ChildProcess.StartSelf(ChildProcess.TargetCpu, "target", name, ChildArguments.Text(port), ChildArguments.Text(side), ChildArguments.Text(_upstreamPort)), port, side);
    }

    private Target? StartPeer(string name, string kind, bool hasManyRoutes)
    {
        if (Programs.Find(kind) is not { } program)
        {
            Console.WriteLine($"{name}: {kind} is not installed, skipped");
            return null;
        }

        int port = FreePort.Next();
        return new Target(name, kind == "nginx"
            ? NginxPeer.Start(program, _folder, port, _upstreamPort, hasManyRoutes)
            : HaproxyPeer.Start(program, _folder, port, _upstreamPort, hasManyRoutes), port);
    }
}
