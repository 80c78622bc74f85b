using System.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.EndToEnd;

/// <summary>The lessons about embedding do what they say when they are run.</summary>
public sealed class EmbedTests
{
    [Fact]
    public async Task The_matcher_works_in_a_host_of_ones_own() => Assert.Equal(
        """
        asks itself:
        GET /products/7: shop/products -> products-v1
        GET /products/./mug X-Canary: true: shop/products -> products-v2
        GET /productsale: NoRule

        """,
        await RunAsync("PipelinesHost"));

    [Fact]
    public async Task A_gateway_of_ones_own_rewrites_and_forwards() => Assert.Equal(
        """
        /api/products/7: product 7, asked for by shop.example
        /products/7: 404

        """,
        await RunAsync("OwnGateway"));

    private static async Task<string> RunAsync(string sample)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"Gatehouse.Samples.{sample}.dll")])
        {
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Eventually.ProcessPatience);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.ReplaceLineEndings("\n");
    }
}
