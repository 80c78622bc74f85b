using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Tests;

public class SnapshotPublisherTests
{
    private static readonly DiagnosticDescriptor Broken = new("KB7000", DiagnosticSeverity.Error, "must be whole", "mend it");

    private readonly SnapshotHolder _holder = new();
    private readonly SnapshotPublisher _publisher;

    public SnapshotPublisherTests() => _publisher = new SnapshotPublisher(_holder);

    [Fact]
    public void Nothing_serves_before_the_first()
    {
        Assert.Same(TrafficSnapshot.Empty, _holder.Current);
        Assert.Equal(0, _holder.Current.Generation);
    }

    [Fact]
    public void The_first_good_one_is_generation_1()
    {
        PublishResult result = _publisher.Publish(Good(80));

        Assert.Equal(PublishOutcome.Published, result.Outcome);
        Assert.Equal(1, result.Current.Generation);
        Assert.Same(TrafficSnapshot.Empty, result.Retired);
        Assert.Same(result.Current, _holder.Current);
    }

    [Fact]
    public void Publishing_the_same_again_is_free()
    {
        TrafficSnapshot first = _publisher.Publish(Good(80)).Current;

        PublishResult second = _publisher.Publish(Good(80));

        Assert.Equal(PublishOutcome.Unchanged, second.Outcome);
        Assert.Same(first, second.Current);
        Assert.Same(first, _holder.Current);
    }

    [Fact]
    public void A_change_is_the_next_generation_and_retires_the_last()
    {
        TrafficSnapshot first = _publisher.Publish(Good(80)).Current;

        PublishResult second = _publisher.Publish(Good(81));

        Assert.Equal(2, second.Current.Generation);
        Assert.Same(first, second.Retired);
    }

    [Fact]
    public async Task Several_who_publish_take_turns_and_a_reader_sees_whole_snapshots_only()
    {
        _publisher.Publish(Good(1));
        using CancellationTokenSource stop = new();
        Task<long> reader = Task.Run(() => ReadUntil(stop.Token));

        Parallel.For(2, 202, port => Assert.Equal(PublishOutcome.Published, _publisher.Publish(Good(port)).Outcome));

        await stop.CancelAsync();
        Assert.InRange(await reader, 1, 201);
        Assert.Equal(201, _holder.Current.Generation);
    }

    // Each snapshot has one port with one route; generations never go back.
    private long ReadUntil(CancellationToken stop)
    {
        long last = 0;

        do
        {
            TrafficSnapshot current = _holder.Current;
            Assert.True(current.Generation >= last);
            Assert.Single(current.Ports.ToArray());
            last = current.Generation;
        }
        while (!stop.IsCancellationRequested);

        return last;
    }

    [Fact]
    public void Errors_at_the_start_refuse()
    {
        Assert.Equal(PublishOutcome.Refused, _publisher.Publish(Bad(80)).Outcome);
        Assert.Same(TrafficSnapshot.Empty, _holder.Current);
    }

    [Fact]
    public void Errors_of_a_source_that_gives_the_last_good_again_change_nothing()
    {
        TrafficSnapshot first = _publisher.Publish(Good(80)).Current;

        PublishResult second = _publisher.Publish(Bad(80));

        Assert.Equal(PublishOutcome.KeptLastGood, second.Outcome);
        Assert.Same(first, _holder.Current);
    }

    [Fact]
    public void Errors_of_a_source_do_not_hold_up_what_is_good()
    {
        _publisher.Publish(Good(80));

        Assert.Equal(PublishOutcome.Published, _publisher.Publish(Bad(81)).Outcome);
        Assert.NotNull(_holder.Current.FindPort(new PortKey("shop/edge", 81)));
    }

    [Fact]
    public void Errors_found_by_compiling_keep_the_last_good_one()
    {
        TrafficSnapshot first = _publisher.Publish(Good(80)).Current;

        Assert.Equal(PublishOutcome.KeptLastGood, _publisher.Publish(Uncompilable()).Outcome);
        Assert.Same(first, _holder.Current);
    }

    [Fact]
    public void Errors_found_by_compiling_count_too()
    {
        ConfigReading reading = Uncompilable();

        Assert.Equal(PublishOutcome.Refused, _publisher.Publish(reading).Outcome);
        Assert.True(reading.Diagnostics.HasErrors);
    }

    [Fact]
    public void A_mended_configuration_serves_again()
    {
        _publisher.Publish(Good(80));
        _publisher.Publish(Uncompilable());

        Assert.Equal(PublishOutcome.Published, _publisher.Publish(Good(81)).Outcome);
    }

    private static ConfigReading Good(int port) => new(new TrafficConfig { Ports = [Configs.Port("shop/edge", port)] }, new DiagnosticBag());

    private static ConfigReading Uncompilable()
    {
        HttpRouteMatch match = new() { Path = new PathMatch(PathMatchType.Exact, "v2") };
        return new ConfigReading(Configs.WithRule(new HttpRouteRule { Matches = [match] }), new DiagnosticBag());
    }

    private static ConfigReading Bad(int port)
    {
        DiagnosticBag diagnostics = new();
        diagnostics.Report(Broken, FieldPath.Of("HTTPRoute shop/broken"));
        return new ConfigReading(new TrafficConfig { Ports = [Configs.Port("shop/edge", port)] }, diagnostics);
    }
}
