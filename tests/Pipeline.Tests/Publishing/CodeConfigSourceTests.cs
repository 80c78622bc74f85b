namespace Gatehouse.Pipeline.Tests;

public class CodeConfigSourceTests
{
    private readonly CodeConfigSource _source = new(TrafficConfig.Empty);

    [Fact]
    public async Task It_gives_what_it_was_given() =>
        Assert.Same(TrafficConfig.Empty, (await _source.ReadAsync(default)).Config);

    [Fact]
    public async Task A_replacement_wakes_who_waits()
    {
        await _source.ReadAsync(default);
        Task waiting = _source.WaitForChangeAsync(default);
        Assert.False(waiting.IsCompleted);

        _source.Replace(new TrafficConfig());

        await waiting.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_replacement_between_read_and_wait_is_not_lost()
    {
        await _source.ReadAsync(default);
        _source.Replace(new TrafficConfig());

        await _source.WaitForChangeAsync(default).WaitAsync(TimeSpan.FromSeconds(5));
        await _source.ReadAsync(default);

        Assert.False(_source.WaitForChangeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task A_burst_of_replacements_is_one_change_and_the_last_one_counts()
    {
        await _source.ReadAsync(default);
        TrafficConfig[] burst = [.. Enumerable.Range(1, 1_000).Select(port => new TrafficConfig { Ports = [Configs.Port("shop/edge", port)] })];

        foreach (TrafficConfig config in burst)
        {
            _source.Replace(config);
        }

        await _source.WaitForChangeAsync(default).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Same(burst[^1], (await _source.ReadAsync(default)).Config);
        Assert.False(_source.WaitForChangeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Waiting_can_be_called_off() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _source.WaitForChangeAsync(new CancellationToken(canceled: true)));
}
