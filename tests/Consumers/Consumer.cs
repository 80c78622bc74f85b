using System.Text.Json;

namespace Gatehouse.Consumers;

/// <summary>A fresh project outside the repository that adds one package of the feed, as a user would.</summary>
public sealed class Consumer
{
    private readonly string _folder;
    private readonly string _source;

    public Consumer(PackedFeed feed, string package)
    {
        ArgumentNullException.ThrowIfNull(feed);
        _source = Path.Combine(PackedFeed.Repository, "tests", "Consumers", "Projects", package);
        _folder = feed.Folder.CreateSubdirectory($"consumer-{package}").FullName;
        File.Copy(Path.Combine(_source, "Program.cs"), Path.Combine(_folder, "Program.cs"));

        // Packages of others come from where they were restored to already; ours can only come from the feed.
        File.WriteAllText(Path.Combine(_folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <PublishTrimmed>true</PublishTrimmed>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <RestorePackagesPath>{Path.Combine(feed.Folder.FullName, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{GlobalPackages()}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>{feed.Feed.FullName}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Gatehouse.{package}" Version="{PackedFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>What the closure is expected to be.</summary>
    public string[] ExpectedClosure => File.ReadAllLines(Path.Combine(_source, "closure.txt"));

    /// <summary>Builds and runs the project.</summary>
    public string Run() => Dotnet.Run(_folder, "run", "-c", "Release");

    /// <summary>Publishes the project trimmed, where a trim warning is an error, and runs the result.</summary>
    public string PublishTrimmedAndRun()
    {
        Dotnet.Run(_folder, "publish", "-c", "Release", "--use-current-runtime", "--self-contained", "-o", "out", "-nodeReuse:false");
        return Dotnet.RunProgram(_folder, Path.Combine(_folder, "out", OperatingSystem.IsWindows() ? "App.exe" : "App"));
    }

    /// <summary>Every package the project's restore brought in, without what the SDK adds by itself.</summary>
    public string[] Closure()
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(static package => package.Name[..package.Name.IndexOf('/', StringComparison.Ordinal)])
            .Where(static name => name != "Microsoft.NET.ILLink.Tasks")
            .Order(StringComparer.Ordinal)];
    }

    private static string GlobalPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
