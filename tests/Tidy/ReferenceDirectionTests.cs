namespace Gatehouse.Tidy;

public class ReferenceDirectionTests
{
    [Fact]
    public void Packages_reference_only_what_is_below_them() =>
        Assert.Empty(Repository.Projects.SelectMany(ReferenceDirection.Violations));

    [Theory]
    [InlineData("Routing", "Auth")]
    [InlineData("Primitives", "Routing")]
    [InlineData("Pipeline", "Hosting")]
    [InlineData("Manifests", "Hosting")]
    public void A_reference_sideways_or_upwards_is_found(string package, string reference) =>
        Assert.Equal(
            [$"src/{package}/{package}.csproj: must not reference {reference}"],
            Violations(package, $"""<Project><ItemGroup><ProjectReference Include="../{reference}/{reference}.csproj" /></ItemGroup></Project>"""));

    [Theory]
    [InlineData("Yarp", "Primitives")]
    [InlineData("Manifests", "Routing")]
    public void A_reference_to_what_comes_along_anyway_is_no_violation(string package, string reference) =>
        Assert.Empty(Violations(package, $"""<Project><ItemGroup><ProjectReference Include="..\{reference}\{reference}.csproj" /></ItemGroup></Project>"""));

    [Theory]
    [InlineData("""<Project><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>""")]
    [InlineData("""<Project><ItemGroup><PackageReference Include="Microsoft.AspNetCore.Http.Abstractions" /></ItemGroup></Project>""")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web" />""")]
    public void Aspnet_below_the_hosts_is_found(string project)
    {
        Assert.Equal(["src/Pipeline/Pipeline.csproj: must not depend on ASP.NET Core"], Violations("Pipeline", project));
        Assert.Empty(Violations("Hosting", project));
    }

    [Fact]
    public void A_package_that_the_table_does_not_know_is_found() =>
        Assert.Single(Violations("Sidecar", "<Project />"));

    private static IEnumerable<string> Violations(string package, string text) =>
        ReferenceDirection.Violations(new SourceFile($"src/{package}/{package}.csproj", text));
}
