using Gatehouse.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace Gatehouse.Manifests.Tests;

public sealed class ManifestSourceTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_read_whole()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("a.yml", Shop.Route("a", "/a"));
        _folder.Write("ignored.txt", "{");
        _folder.Write(".hidden.yaml", "{");
        Directory.CreateDirectory(_folder.File("..data"));
        using ManifestSource source = CreateSource(_folder.Path);

        ConfigReading reading = await ReadAsync(source);

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(["/a"], Paths(reading));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_an_error()
    {
        using ManifestSource source = CreateSource(_folder.File("missing.yaml"));

        Assert.Equal(["KB7001"], (await ReadAsync(source)).Diagnostics.Select(found => found.Id));
    }

    [Fact]
    public async Task A_huge_file_is_an_error_and_the_others_are_read()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("route.yaml", Shop.Route("a", "/a"));

        using (FileStream huge = File.Create(_folder.File("huge.yaml")))
        {
            huge.SetLength(100 * 1024 * 1024);
        }

        using ManifestSource source = CreateSource(_folder.Path);
        ConfigReading reading = await ReadAsync(source);

        Assert.Equal(["KB7002"], reading.Diagnostics.Select(found => found.Id));
        Assert.Equal(["/a"], Paths(reading));
    }

    [Fact]
    public async Task A_file_that_becomes_unreadable_keeps_its_last_good_version_and_the_others_go_live()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("a.yaml", Shop.Route("a", "/a"));
        _folder.Write("b.yaml", Shop.Route("b", "/b"));
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);

        _folder.Write("a.yaml", "kind: {");
        _folder.Write("b.yaml", Shop.Route("b", "/b2"));
        ConfigReading reading = await ReadAsync(source);

        Assert.Equal(["/a", "/b2"], Paths(reading));
        Assert.Equal(["KB7004", "KB7068"], reading.Diagnostics.Select(found => found.Id));
        Assert.True(reading.Diagnostics.HasErrors);
    }

    [Fact]
    public async Task An_object_that_becomes_invalid_keeps_its_last_good_version_and_its_neighbours_go_live()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("routes.yaml", Shop.Route("a", "/a") + "---\n" + Shop.Route("b", "/b"));
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);

        _folder.Write("routes.yaml", Shop.Route("a", "a2") + "---\n" + Shop.Route("b", "/b2"));
        ConfigReading broken = await ReadAsync(source);
        _folder.Write("routes.yaml", Shop.Route("a", "a3") + "---\n" + Shop.Route("b", "/b3"));
        ConfigReading stillBroken = await ReadAsync(source);

        Assert.Equal(["/a", "/b2"], Paths(broken));
        Assert.Equal(["KB7022", "KB7068"], broken.Diagnostics.Select(found => found.Id));
        Assert.Equal(["/a", "/b3"], Paths(stillBroken));
    }

    [Fact]
    public async Task An_object_that_lost_its_name_keeps_its_last_good_version()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("routes.yaml", Shop.Route("a", "/a"));
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);

        _folder.Write("routes.yaml", Shop.Route("a", "/a").Replace("name: a,", "", StringComparison.Ordinal));

        Assert.Equal(["/a"], Paths(await ReadAsync(source)));
    }

    [Fact]
    public async Task A_removed_file_takes_its_objects_along()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("a.yaml", Shop.Route("a", "/a"));
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);

        File.Delete(_folder.File("a.yaml"));
        ConfigReading reading = await ReadAsync(source);

        Assert.Empty(Paths(reading));
        Assert.Empty(reading.Diagnostics);
    }

    [Fact]
    public async Task A_named_file_that_vanishes_serves_on()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("a.yaml", Shop.Route("a", "/a"));
        using ManifestSource source = CreateSource(_folder.File("base.yaml"), _folder.File("a.yaml"));
        await ReadAsync(source);

        File.Delete(_folder.File("a.yaml"));
        ConfigReading reading = await ReadAsync(source);

        Assert.Equal(["/a"], Paths(reading));
        Assert.Equal(["KB7001", "KB7068"], reading.Diagnostics.Select(found => found.Id).Order());
    }

    [Fact]
    public async Task At_the_first_reading_nothing_replaces_what_is_invalid()
    {
        _folder.Write("base.yaml", Shop.Base);
        _folder.Write("a.yaml", Shop.Route("a", "a"));
        using ManifestSource source = CreateSource(_folder.Path);

        ConfigReading reading = await ReadAsync(source);

        Assert.True(reading.Diagnostics.HasErrors);
        Assert.Empty(Paths(reading));
    }

    [Fact]
    public async Task Waiting_ends_when_a_file_is_written()
    {
        _folder.Write("a.yaml", Shop.Base);
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);
        Task change = source.WaitForChangeAsync(default);

        Assert.False(change.IsCompleted);
        _folder.Write("b.yaml", Shop.Route("b", "/b"));

        await CompletesAsync(change);
    }

    [Fact]
    public async Task A_change_made_while_nobody_waited_is_not_missed()
    {
        _folder.Write("a.yaml", Shop.Base);
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);
        _folder.Write("a.yaml", Shop.Base + "\n");

        await CompletesAsync(source.WaitForChangeAsync(default));
    }

    [Fact]
    public async Task A_ConfigMap_that_swaps_its_link_is_seen()
    {
        WriteVersion("..v1", Shop.Route("a", "/v1"));
        Directory.CreateSymbolicLink(_folder.File("..data"), "..v1");
        File.CreateSymbolicLink(_folder.File("a.yaml"), Path.Combine("..data", "a.yaml"));
        _folder.Write("base.yaml", Shop.Base);
        using ManifestSource source = CreateSource(_folder.Path);
        Assert.Equal(["/v1"], Paths(await ReadAsync(source)));
        Task change = source.WaitForChangeAsync(default);

        WriteVersion("..v2", Shop.Route("a", "/v2"));
        Directory.Delete(_folder.File("..data"));
        Directory.CreateSymbolicLink(_folder.File("..data"), "..v2");

        await CompletesAsync(change);
        Assert.Equal(["/v2"], Paths(await ReadAsync(source)));
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        _folder.Write("a.yaml", Shop.Base);
        using ManifestSource source = CreateSource(_folder.Path);
        await ReadAsync(source);
        using CancellationTokenSource giveUp = new();
        Task change = source.WaitForChangeAsync(giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);
    }

    [Fact]
    public async Task Polling_alone_sees_a_change()
    {
        // The folder did not exist when the source began, so nothing watches it.
        string late = _folder.File("late");
        using ManifestSource source = CreateSource(late);
        await ReadAsync(source);
        Task change = source.WaitForChangeAsync(default);

        Directory.CreateDirectory(late);
        File.WriteAllText(Path.Combine(late, "a.yaml"), Shop.Base);

        await CompletesAsync(change);
        Assert.Empty((await ReadAsync(source)).Diagnostics);
    }

    private void WriteVersion(string folder, string text)
    {
        Directory.CreateDirectory(_folder.File(folder));
        File.WriteAllText(Path.Combine(_folder.File(folder), "a.yaml"), text);
    }

    private ManifestSource CreateSource(params string[] paths) => new(paths, _time);

    private static async Task<ConfigReading> ReadAsync(ManifestSource source) => await source.ReadAsync(default);

    private static IEnumerable<string> Paths(ConfigReading reading) => reading.Config.Ports
        .SelectMany(port => port.Listeners)
        .SelectMany(listener => listener.HttpRoutes)
        .SelectMany(route => route.Rules)
        .Select(rule => rule.Matches[0].Path!.Value);

    // The source's clock stands still; it is moved on until the task completes or the real deadline passes.
    private async Task CompletesAsync(Task task)
    {
        using CancellationTokenSource deadline = new(Deadline);

        while (!task.IsCompleted && !deadline.IsCancellationRequested)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.True(task.IsCompleted, "the change was not seen within the deadline");
        await task;
    }
}
