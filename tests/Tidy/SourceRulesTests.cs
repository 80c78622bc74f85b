namespace Gatehouse.Tidy;

public class SourceRulesTests
{
    [Fact]
    public void No_source_file_is_too_long() => Assert.Empty(Repository.SourceCode.SelectMany(SourceRules.TooLong));

    [Fact]
    public void No_type_has_a_vague_name() => Assert.Empty(Repository.SourceCode.SelectMany(SourceRules.VagueNames));

    [Fact]
    public void No_test_waits_for_real_time() => Assert.Empty(Repository.TestCode.SelectMany(SourceRules.Waits));

    [Fact]
    public void Every_package_has_a_readme() =>
        Assert.All(Repository.Projects.Select(project => $"src/{project.Package}/README.md"), readme => Assert.True(Repository.Exists(readme), readme));

    [Fact]
    public void Every_package_has_few_public_interfaces() =>
        Assert.Empty(Repository.SourceCode.GroupBy(file => file.Package).SelectMany(files => SourceRules.TooManyInterfaces(files.Key, files)));

    [Fact]
    public void There_is_something_to_check()
    {
        Assert.NotEmpty(Repository.SourceCode);
        Assert.NotEmpty(Repository.TestCode);
        Assert.NotEmpty(Repository.Packable);
    }

    [Theory]
    [InlineData(SourceRules.LinesMax, 0)]
    [InlineData(SourceRules.LinesMax + 1, 1)]
    public void A_file_that_is_too_long_is_found(int lines, int violations) =>
        Assert.Equal(violations, SourceRules.TooLong(File(new string('\n', lines))).Count());

    [Theory]
    [InlineData("public sealed class RouteManager {")]
    [InlineData("internal static partial class PathHelpers")]
    [InlineData("    private readonly record struct HostInfo(string Name);")]
    [InlineData("public abstract class CompilerBase<T>")]
    [InlineData("public interface IRouteProcessor")]
    [InlineData("file enum BodyData")]
    public void A_vague_name_is_found(string declaration) => Assert.Single(SourceRules.VagueNames(File("\n" + declaration)));

    [Theory]
    [InlineData("public sealed class RouteTable")]
    [InlineData("public sealed record ObjectMetadata(string Name);")]
    [InlineData("// a class RouteManager was here")]
    [InlineData("/// <summary>What a record Info may hold.</summary>")]
    [InlineData("string className = nameof(BodyData);")]
    public void A_telling_name_is_no_violation(string declaration) => Assert.Empty(SourceRules.VagueNames(File(declaration)));

    [Theory]
    [InlineData("Thread.", "Sleep(10);")]
    [InlineData("await Task.", "Delay(TimeSpan.FromSeconds(1));")]
    public void A_wait_is_found(string type, string call) => Assert.Single(SourceRules.Waits(File(type + call)));

    [Fact]
    public void A_sixth_public_interface_is_found()
    {
        SourceFile five = File(string.Concat(Enumerable.Range(0, SourceRules.PublicInterfacesMax).Select(i => $"public interface I{i};\n")));
        SourceFile sixth = File("public partial interface ISixth<T>;\ninternal interface IHidden;");

        Assert.Empty(SourceRules.TooManyInterfaces("Routing", [five]));
        Assert.Single(SourceRules.TooManyInterfaces("Routing", [five, sixth]));
    }

    private static SourceFile File(string text) => new("src/Routing/Example.cs", text);
}
