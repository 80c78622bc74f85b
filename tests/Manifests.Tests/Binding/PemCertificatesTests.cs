using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Manifests.Tests;

/// <summary>What a Secret is said to hold is what the compiler can load.</summary>
public sealed class PemCertificatesTests
{
    private const string BrokenCertificate = "-----BEGIN CERTIFICATE-----\nTWFueSBoYW5kcw==\n-----END CERTIFICATE-----\n";

    private static readonly TestCertificate Good = TestCertificates.NewRoot().NewIntermediate().Server("a.example", "b.example");

    public static TheoryData<string, string, string, bool> Texts => new()
    {
        { "a certificate with its issuer", Good.ChainPem, Good.KeyPem, true },
        { "RSA", Rsa.ChainPem, Rsa.KeyPem, true },
        { "a broken issuer", Good.ChainPem + BrokenCertificate, Good.KeyPem, false },
        { "another's key", Good.ChainPem, Rsa.KeyPem, false },
        { "no key", Good.ChainPem, "", false },
        { "no certificate", "", Good.KeyPem, false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_compiler_agrees(string what, string certificates, string key, bool isGood)
    {
        Assert.NotEmpty(what);
        Assert.Equal(isGood, PemCertificates.FindFault(certificates, key, out _) is null);

        GatewayPort port = new()
        {
            Gateway = "shop/edge",
            Port = 443,
            Scheme = ListenerScheme.Https,
            Listeners = [new RouteListener { Name = "shop/edge/https" }],
            Certificates = [new ListenerCertificate("shop/edge/https", null, new CertificateKeyPair(new SecretText(certificates), new SecretText(key)))],
        };
        DiagnosticBag diagnostics = new();
        new TrafficCompiler().Compile(new TrafficConfig { Ports = [port] }, diagnostics);
        Assert.Equal(isGood, !diagnostics.HasErrors);
    }

    [Fact]
    public void The_names_of_the_first_certificate_are_known()
    {
        Assert.Null(PemCertificates.FindFault(Good.ChainPem, Good.KeyPem, out ValueList<string> names));
        Assert.Equal(["a.example", "b.example"], names);
    }

    private static TestCertificate Rsa { get; } = TestCertificates.NewRoot().Server(TestKey.Rsa, "a.example");
}
