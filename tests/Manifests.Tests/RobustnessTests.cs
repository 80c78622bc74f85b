using System.Globalization;
using System.Text;

namespace Gatehouse.Manifests.Tests;

/// <summary>Hostile or broken texts of the kinds that have large values: a diagnostic in bounded memory, and no exception.</summary>
public sealed class RobustnessTests
{
    // Some thirty times the largest of these texts: nothing is held over and over.
    private const long BytesMax = 512L * 1024 * 1024;

    public static TheoryData<string, string> Texts => new()
    {
        { "a huge Secret", $"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\ntype: kubernetes.io/tls\nstringData: {{tls.crt: '{new string('x', 8_000_000)}', tls.key: b}}\n" },
        { "PEM that never ends", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ca.crt: |\n" + string.Concat(Enumerable.Repeat("    -----BEGIN CERTIFICATE-----\n", 100_000)) },
        { "a Secret of many entries", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n" + Repeat(50_000, i => $"  k{i}: v\n") },
        { "a selector of many labels", "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec:\n  allowedListeners:\n    namespaces:\n      from: Selector\n      selector:\n        matchLabels:\n" + Repeat(50_000, i => $"          k{i}: v\n") },
        { "a grant of many entries", "apiVersion: gateway.networking.k8s.io/v1\nkind: ReferenceGrant\nmetadata: {name: a}\nspec:\n  from:\n" + Repeat(50_000, i => $"  - {{group: '', kind: K{i}, namespace: n}}\n") },
        { "many documents", Repeat(10_000, i => $"---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: n{i}}}\n") },
        { "half a Secret", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  tls.crt: |\n    LS0tLS1\n   x: [" },
        { "a plan of many limits", "apiVersion: gatehouse.dev/v1alpha1\nkind: Plan\nmetadata: {name: a}\nspec:\n  limits:\n" + Repeat(50_000, i => $"  - {{name: l{i}, rate: {{requests: 1, per: Second}}}}\n") },
        { "unknown fields in plenty", "apiVersion: gateway.networking.k8s.io/v1\nkind: BackendTLSPolicy\nmetadata: {name: a}\nspec:\n" + Repeat(50_000, i => $"  field{i}: v\n") },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_bad_text_ends_in_bounded_memory(string name, string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Translation translation = Shop.Translate(Shop.Text("a.yaml", text));

        Assert.Empty(translation.Config.Ports);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < BytesMax, $"{name} took {bytes} bytes");
    }

    [Fact]
    public void A_dozen_mistakes_are_a_dozen_diagnostics_in_one_pass()
    {
        string text = File.ReadAllText(Path.Combine(GoldenFolder.Cases, "kinds-beyond-http.in.yaml"));

        Assert.True(Shop.Read(text).Diagnostics.Select(found => found.Id).Distinct().Count() >= 12);
        Assert.True(Shop.Read(text).Diagnostics.Count >= 48);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_longer_than_DNS_allows_is_a_diagnostic(int length, bool isRight)
    {
        string hostname = $"{new string('a', length)}.example";
        Translation translation = Shop.Translate(Shop.Text("a.yaml", Shop.Base + $$"""

            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: a, namespace: shop}
            spec: {parentRefs: [{name: edge}], hostnames: [{{hostname}}]}
            """));

        Assert.Equal(isRight, !translation.Diagnostics.HasErrors);
    }

    private static string Repeat(int count, Func<int, string> line)
    {
        StringBuilder text = new();

        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line(i)}");
        }

        return text.ToString();
    }
}
