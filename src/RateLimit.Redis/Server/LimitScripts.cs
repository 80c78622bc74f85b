namespace Gatehouse.RateLimit.Redis;

/// <summary>The scripts, as they are sent.</summary>
internal static class LimitScripts
{
    private static readonly string Levels = Read("levels.lua");

    public static string Charge { get; } = Levels + Read("charge.lua");

    public static string Bucket { get; } = Read("bucket.lua");

    public static string GiveBack { get; } = Levels + Read("giveback.lua");

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(LimitScripts).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
