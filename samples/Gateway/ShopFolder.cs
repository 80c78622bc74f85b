namespace Gatehouse.Samples.Gateway;

/// <summary>Where the shop's manifests are.</summary>
internal static class ShopFolder
{
    /// <summary>The source tree's, so that editing them there is seen at once; else the copies beside the binary.</summary>
    internal static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string manifests = Path.Combine(folder.FullName, "samples", "Shop", "manifests");

            if (Directory.Exists(manifests))
            {
                return manifests;
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "manifests");
    }
}
