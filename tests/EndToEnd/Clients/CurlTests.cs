using System.Diagnostics;
using Gatehouse.Backends;

namespace Gatehouse.EndToEnd;

/// <summary>A test that needs curl, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CurlTheoryAttribute : TheoryAttribute
{
    public CurlTheoryAttribute()
    {
        bool isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "curl")) || File.Exists(Path.Combine(folder, "curl.exe")));
        Skip = isInstalled ? null : "curl is not installed.";
    }
}

/// <summary>The client that people try first.</summary>
public class CurlTests(EchoGateway gateway) : IClassFixture<EchoGateway>
{
    [CurlTheory]
    [InlineData("--http1.1", "HTTP/1.1 200 OK")]
    [InlineData("--http2-prior-knowledge", "HTTP/2 200")]
    [InlineData("--http1.0", "HTTP/1.1 200 OK")]
    // Asks for an upgrade to HTTP/2, which a server may ignore.
    [InlineData("--http2", "HTTP/1.1 200 OK")]
    public async Task It_posts_and_reads(string version, string statusLine)
    {
        string output = await RunAsync("-si", version, "-d", "hello", "-H", "X-A: b", $"http://{gateway.EndPoint}/a%2Fb?c=d");

        Assert.StartsWith(statusLine, output, StringComparison.Ordinal);
        EchoAnswer echo = EchoAnswer.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(("POST", "/a%2Fb?c=d", 5L, "b"), (echo.Method, echo.Target, echo.BodyLength, echo.Header("x-a")));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using Process curl = Process.Start(new ProcessStartInfo("curl", ["--max-time", "8", .. arguments]) { RedirectStandardOutput = true })!;
        string output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return output;
    }
}
