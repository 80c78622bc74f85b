namespace Gatehouse.Manifests.Tests;

public sealed class FileCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_of_one_file_binds_no_other()
    {
        string one = Path.Combine(_folder.Path, "one.yaml");
        string two = Path.Combine(_folder.Path, "two.yaml");
        await File.WriteAllTextAsync(one, Shop.Route("one", "/one"));
        await File.WriteAllTextAsync(two, Shop.Route("two", "/two"));
        FileCache cache = new();
        BoundFile? oneBefore = await cache.ReadAsync(one, default);
        BoundFile? twoBefore = await cache.ReadAsync(two, default);

        await File.WriteAllTextAsync(two, Shop.Route("two", "/changed"));

        Assert.Same(oneBefore, await cache.ReadAsync(one, default));
        Assert.NotSame(twoBefore, await cache.ReadAsync(two, default));
    }
}
