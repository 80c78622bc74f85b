using System.Text.RegularExpressions;

namespace Gatehouse.Conformance;

/// <summary>Where each test of the suite (Gateway API 1.6, profiles GATEWAY-HTTP and GATEWAY-GRPC) has its counterpart.</summary>
public partial class Coverage
{
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    [Fact]
    public void Every_class_that_the_table_names_is_there()
    {
        string[] named = [.. Rows.SelectMany(row => Class().Matches(row.Split('|')[2]).Select(found => found.Groups[1].Value))];
        string[] classes = [.. typeof(Coverage).Assembly.GetTypes().Select(type => type.Name)];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(classes));
    }

    [Fact]
    public void Every_class_is_in_the_table()
    {
        string table = string.Join('\n', Rows);
        IEnumerable<Type> classes = typeof(Coverage).Assembly.GetTypes().Where(type => type is { IsPublic: true, IsGenericType: false } && type != typeof(Coverage));

        Assert.All(classes, type => Assert.Contains($"`{type.Name}`", table, StringComparison.Ordinal));
    }

    [GeneratedRegex("`([A-Za-z0-9]+)`")]
    private static partial Regex Class();
}
