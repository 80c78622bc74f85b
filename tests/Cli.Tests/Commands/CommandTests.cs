namespace Gatehouse.Cli.Tests.Commands;

/// <summary>The commands without a process: what they print where, and what they answer.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_and_a_file_are_one_configuration()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        _folder.Write("sub/10-gateway.yaml", Shop.Gateway);
        string route = _folder.Write("20-route.yaml", Shop.Service + Shop.Route.Replace("nowhere", "products", StringComparison.Ordinal));

        Ended ended = await RunAsync("validate", "--config", Path.Combine(_folder.Path, "sub"), route);

        Assert.Equal((ExitCodes.Success, "0 errors, 0 warnings, 0 notes; 1 port, 1 route, 1 backend\n", ""), ended);
    }

    [Theory]
    [InlineData(ExitCodes.Success)]
    [InlineData(ExitCodes.BadConfiguration, "--strict")]
    public async Task A_condition_fails_only_strictly(int exitCode, params string[] more)
    {
        Ended ended = await RunAsync(["validate", "--config", _folder.Write("shop.yaml", Shop.All), .. more]);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains("warning KB7060", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the reference does not resolve: answers 500")]
    [InlineData("a.example.com:80", "--allow-external-name")]
    public async Task An_external_name_is_a_backend_where_that_is_allowed(string endpoint, params string[] more)
    {
        string external = Shop.Service.Replace("spec: {", "spec: {type: ExternalName, externalName: a.example.com, ", StringComparison.Ordinal);
        string yaml = Shop.Gateway + external + Shop.Route.Replace("nowhere", "products", StringComparison.Ordinal);

        Ended explained = await ExplainAsync(yaml, ["--path", "/v2", .. more]);
        Ended validated = await RunAsync(["validate", "--strict", "--config", _folder.Write("shop.yaml", yaml), .. more]);

        Assert.Contains(endpoint, explained.Output, StringComparison.Ordinal);
        Assert.Equal(more.Length == 0 ? ExitCodes.BadConfiguration : ExitCodes.Success, validated.ExitCode);
        Assert.Equal(more.Length == 0, validated.Output.Contains("warning KB7083", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text", "error KB7001: can not be read: there is no such file or folder")]
    [InlineData("json", "\"id\": \"KB7001\"")]
    [InlineData("yaml", "- id: \"KB7001\"")]
    public async Task An_unknown_path_is_an_error_of_the_configuration(string format, string expected)
    {
        Ended ended = await RunAsync("validate", "--config", Path.Combine(_folder.Path, "nothing"), "-o", format);

        Assert.Equal(ExitCodes.BadConfiguration, ended.ExitCode);
        Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("validate")]
    [InlineData("validate --config")]
    [InlineData("validate --config x -o xml")]
    [InlineData("validate --config x --srtict")]
    [InlineData("explain --config x --path /")]
    [InlineData("explain --config x --host h")]
    [InlineData("explain --config x --host h --path v2")]
    [InlineData("explain --config x --host h --path / --port 0")]
    [InlineData("explain --config x --host h --path / --port http")]
    [InlineData("explain --config x --host h --path / --header x")]
    [InlineData("explain --config x --host h --path / --method a,b")]
    [InlineData("explain --config x --host h --path / -o yaml")]
    public async Task A_command_line_that_is_not_understood_answers_2_and_the_usage_on_stderr(string line)
    {
        Ended ended = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCodes.BadUsage, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Usage:", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_mistake()
    {
        Ended ended = await RunAsync("explain", "--help");

        Assert.Equal((ExitCodes.Success, ""), (ended.ExitCode, ended.Errors));
        Assert.Contains("--header", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCodes.Success, "--path", "/v2/./items?q=/../x", "--method", "POST")]
    [InlineData(ExitCodes.NoRule, "--path", "/v3")]
    [InlineData(ExitCodes.NoRule, "--path", "/v2/%00")]
    [InlineData(ExitCodes.NoRule, "--path", "/v2/%00", "-o", "json")]
    [InlineData(ExitCodes.BadUsage, "--path", "/v2", "--port", "81")]
    [InlineData(ExitCodes.BadUsage, "--path", "/v2", "--gateway", "shop/egde")]
    public async Task An_explanation_answers_whether_there_is_a_rule(int exitCode, params string[] more) =>
        Assert.Equal(exitCode, (await ExplainAsync(Shop.All, more)).ExitCode);

    [Fact]
    public async Task The_path_is_normalised_as_the_gateway_does()
    {
        Ended ended = await ExplainAsync(Shop.All, "--path", "/v2/x/..//it%65ms?q=/../x", "-H", "x-version: 2");

        Assert.StartsWith("request: GET http://a.example/v2//items?q=/../x\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_the_gateway_refuses_is_explained()
    {
        Assert.Equal("answer: none: the path is not accepted: 400\n", (await ExplainAsync(Shop.All, "--path", "/a\\b")).Output);
    }

    [Fact]
    public async Task An_explanation_of_a_broken_configuration_says_that_something_is_missing()
    {
        Ended ended = await ExplainAsync(Shop.All.Replace("value: /old", "value: old", StringComparison.Ordinal), "--path", "/v2");

        Assert.Equal(ExitCodes.NoRule, ended.ExitCode);
        Assert.Contains("error KB7022", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("1 error: what is concerned is left out", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_port_there_is_nothing_to_explain()
    {
        Ended ended = await ExplainAsync(Shop.Service, "--path", "/v2");

        Assert.Equal((ExitCodes.BadConfiguration, "", "the configuration has no port that could receive a request\n"), ended);
    }

    private Task<Ended> ExplainAsync(string yaml, params string[] more) =>
        RunAsync(["explain", "--config", _folder.Write("shop.yaml", yaml), "--host", "a.example", .. more]);

    private static async Task<Ended> RunAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new() { NewLine = "\n" };
        int exitCode = await GatehouseCommand.RunAsync(arguments, new Screen(output, errors));
        return new Ended(exitCode, output.ToString(), errors.ToString());
    }
}

/// <summary>What a command left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public static implicit operator (int, string, string)(Ended ended) => (ended.ExitCode, ended.Output, ended.Errors);
}
