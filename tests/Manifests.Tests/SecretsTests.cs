using Gatehouse.Pipeline;

namespace Gatehouse.Manifests.Tests;

/// <summary>What is in a Secret is in no diagnostic, no status and no printed record.</summary>
public sealed class SecretsTests
{
    private const string Word = "hunter2";

    [Theory]
    [InlineData("data: {tls.crt: hunter2, tls.key: 'hunter2!'}")]
    [InlineData("stringData: {tls.crt: hunter2, tls.key: hunter2}")]
    [InlineData("stringData: {password: [hunter2]}")]
    [InlineData("stringData: hunter2")]
    [InlineData("data: [hunter2]")]
    [InlineData("data: {a: {b: hunter2}}")]
    [InlineData("immutable: true\nstringData: {other: hunter2}")]
    public void Nothing_of_a_secret_is_repeated(string body)
    {
        string yaml = Shop.GatewayClass + "\n---\n" + """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: gatehouse
              listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: secret}]}}]
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: secret}
            type: kubernetes.io/tls

            """ + body;
        ManifestSet set = Shop.Read(yaml);
        Translation translation = ManifestTranslator.Translate(set);

        Assert.All(translation.Diagnostics, found => Assert.DoesNotContain(Word, found.ToString(), StringComparison.Ordinal));
        Assert.All(set.Resources, found => Assert.DoesNotContain(Word, found.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Word, TranslationText.Print(translation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_pair_prints_redacted()
    {
        CertificateKeyPair pair = new(new SecretText(Word), new SecretText(Word));

        Assert.Equal("CertificateKeyPair { Certificates = [redacted], PrivateKey = [redacted] }", pair.ToString());
        Assert.Equal(Word, pair.PrivateKey.Reveal());
        Assert.Equal(pair, new CertificateKeyPair(new SecretText(Word), new SecretText(Word)));
        Assert.NotEqual(pair, new CertificateKeyPair(new SecretText(Word), new SecretText("other")));
    }
}
