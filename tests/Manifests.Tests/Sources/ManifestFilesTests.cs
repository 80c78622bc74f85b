namespace Gatehouse.Manifests.Tests;

public sealed class ManifestFilesTests
{
    [Fact]
    public void Files_are_listed_in_ordinal_order_each_once()
    {
        using TemporaryFolder folder = new();
        folder.Write("b.yaml", "");
        folder.Write("B.json", "");
        folder.Write("a.yml", "");
        folder.Write("a.txt", "");

        FileListing listing = new ManifestFiles([folder.Path, folder.File("b.yaml")]).List();

        Assert.Equal([folder.File("B.json"), folder.File("a.yml"), folder.File("b.yaml")], listing.Files);
        Assert.Empty(listing.Problems);
    }

    [Fact]
    public void A_file_may_be_named_without_one_of_the_extensions()
    {
        using TemporaryFolder folder = new();
        folder.Write("gateway.conf", "");

        Assert.Equal([folder.File("gateway.conf")], new ManifestFiles([folder.File("gateway.conf")]).List().Files);
    }

    [Fact]
    public void More_files_than_the_limit_are_reported_and_not_read()
    {
        using TemporaryFolder folder = new();

        for (int i = 0; i <= Limits.FilesMax; i++)
        {
            File.Create(folder.File($"{i}.yaml")).Dispose();
        }

        FileListing listing = new ManifestFiles([folder.Path]).List();

        Assert.Equal(Limits.FilesMax, listing.Files.Count);
        Assert.Equal("KB7008", Assert.Single(listing.Problems).Descriptor.Id);
    }
}
