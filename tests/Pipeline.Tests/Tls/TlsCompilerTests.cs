using System.Security.Cryptography.X509Certificates;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;
using Gatehouse.Testing;

namespace Gatehouse.Pipeline.Tests.Tls;

/// <summary>What becomes of certificates when a configuration is compiled.</summary>
public sealed class TlsCompilerTests
{
    private static readonly CertificateKeyPair Good = TlsConfigs.NewPair("a.example");

    [Fact]
    public void An_equal_certificate_is_the_same_over_reloads()
    {
        TrafficCompiler compiler = new();
        CertificateKeyPair pair = TlsConfigs.NewPair("shop.example");
        CertificateKeyPair equal = new(new SecretText(pair.Certificates.Reveal()), new SecretText(pair.PrivateKey.Reveal()));

        HelloDecision first = Hello(compiler, TlsConfigs.Port("").With("", pair));
        HelloDecision second = Hello(compiler, TlsConfigs.Port("", "shop.example").With("", equal).With("shop.example", equal));
        HelloDecision other = Hello(compiler, TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example")));

        Assert.Same(first.Options!.ServerCertificateContext, second.Options!.ServerCertificateContext);
        Assert.NotSame(second.Options.ServerCertificateContext, other.Options!.ServerCertificateContext);
    }

    [Fact]
    public void A_certificate_that_went_away_is_forgotten()
    {
        TrafficCompiler compiler = new();
        GatewayPort port = TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example"));

        HelloDecision first = Hello(compiler, port);
        compiler.Compile(TrafficConfig.Empty, new DiagnosticBag());

        Assert.NotSame(first.Options!.ServerCertificateContext, Hello(compiler, port).Options!.ServerCertificateContext);
    }

    [Fact]
    public void A_configuration_with_errors_forgets_nothing()
    {
        TrafficCompiler compiler = new();
        GatewayPort port = TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example"));
        DiagnosticBag diagnostics = new();

        HelloDecision first = Hello(compiler, port);
        compiler.Compile(TlsConfigs.ConfigOf(TlsConfigs.Port("").With("", Pair("", ""))), diagnostics);

        Assert.Equal(1, diagnostics.ErrorCount);
        Assert.Same(first.Options!.ServerCertificateContext, Hello(compiler, port).Options!.ServerCertificateContext);
    }

    [Fact]
    public void The_issuers_are_sent_along()
    {
        TestCertificates intermediate = TlsConfigs.Root.NewIntermediate();
        GatewayPort port = TlsConfigs.Port("").With("", TlsConfigs.PairOf(intermediate.Server("shop.example")));

        X509Certificate2 sent = Assert.Single(Hello(new TrafficCompiler(), port).Options!.ServerCertificateContext!.IntermediateCertificates);

        Assert.Equal(intermediate.Authority.Thumbprint, sent.Thumbprint);
    }

    [Fact]
    public void Only_clients_that_are_asked_for_nothing_may_resume()
    {
        GatewayPort port = TlsConfigs.Port("").With("", TlsConfigs.NewPair("shop.example"));
        ClientCertificateValidation clients = new([TlsConfigs.Root.RootPem], ClientCertificateMode.AllowInsecureFallback);

        HelloDecision open = Hello(new TrafficCompiler(), port);
        HelloDecision asked = Hello(new TrafficCompiler(), port with { ClientCertificates = clients });

        Assert.True(open.Options!.AllowTlsResume);
        Assert.False(open.Options.ClientCertificateRequired);
        Assert.Null(open.ClientCertificates);
        Assert.False(asked.Options!.AllowTlsResume);
        Assert.True(asked.Options.ClientCertificateRequired);
        Assert.Equal(ClientCertificateMode.AllowInsecureFallback, asked.ClientCertificates);
        Assert.Equal(X509ChainTrustMode.CustomRootTrust, asked.Options.CertificateChainPolicy!.TrustMode);
    }

    public static TheoryData<string> BadPems => [.. Bad.Keys];

    private static readonly Dictionary<string, Func<CertificateKeyPair>> Bad = new()
    {
        ["no PEM"] = static () => Pair("shop", "shop"),
        ["nothing"] = static () => Pair("", ""),
        ["no key"] = static () => Pair(Good.Certificates.Reveal(), ""),
        ["another's key"] = static () => Pair(Good.Certificates.Reveal(), TlsConfigs.NewPair("b.example").PrivateKey.Reveal()),
        ["half a certificate"] = static () => Pair(Good.Certificates.Reveal()[..200], Good.PrivateKey.Reveal()),
        ["too much"] = static () => Pair(Good.Certificates.Reveal() + new string(' ', 1_048_576), Good.PrivateKey.Reveal()),
    };

    [Theory]
    [MemberData(nameof(BadPems))]
    public void A_bad_certificate_is_an_error_and_its_listener_is_not_served(string what)
    {
        TrafficSnapshot snapshot = Configs.Compile(TlsConfigs.ConfigOf(TlsConfigs.Port("").With("", Bad[what]())), out DiagnosticBag diagnostics);

        Diagnostic found = Assert.Single(diagnostics);
        Assert.Equal(("LK6005", DiagnosticSeverity.Error, null), (found.Id, found.Severity, found.Found));
        Assert.Equal(HelloReason.NoCertificate, TrafficPipeline.Hello(snapshot.Ports[0], "shop.example").Reason);
    }

    [Fact]
    public void Every_finding_comes_in_one_pass()
    {
        GatewayPort port = TlsConfigs.Port("a.example", "b.example")
            .With("a.example", Pair("", ""))
            .With("c.example", Good)
            .With("a.example", Good, shownFor: "*");
        ClientCertificateValidation clients = new(["", TlsConfigs.Root.RootPem], ClientCertificateMode.AllowValidOnly);

        Configs.Compile(TlsConfigs.ConfigOf(port with { ClientCertificates = clients }), out DiagnosticBag diagnostics);

        Assert.Equal(
            [
                "LK6005 certificates[0].keyPair",
                "LK6006 certificates",
                "LK6007 certificates[1].listener",
                "LK6008 clientCertificates.caCertificates[0]",
                "LK6010 certificates[2].hostname",
            ],
            diagnostics.Select(static d => $"{d.Id} {d.Field}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_an_authority_nobody_is_trusted_and_that_is_an_error()
    {
        GatewayPort port = TlsConfigs.Port("").With("", Good) with { ClientCertificates = new ClientCertificateValidation([], ClientCertificateMode.AllowValidOnly) };

        TrafficSnapshot snapshot = Configs.Compile(TlsConfigs.ConfigOf(port), out DiagnosticBag diagnostics);

        Assert.Equal("LK6008", Assert.Single(diagnostics).Id);
        Assert.Empty(TrafficPipeline.Hello(snapshot.Ports[0], "").Options!.CertificateChainPolicy!.CustomTrustStore);
    }

    [Fact]
    public void Certificates_on_a_cleartext_port_are_an_error()
    {
        Configs.Compile(TlsConfigs.ConfigOf(TlsConfigs.Port("").With("", Good) with { Scheme = ListenerScheme.Http }), out DiagnosticBag diagnostics);
        Assert.Equal("LK6009", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public void No_diagnostic_repeats_a_secret()
    {
        Configs.Compile(TlsConfigs.ConfigOf(TlsConfigs.Port("").With("", Pair("certificate-text", "key-text"))), out DiagnosticBag diagnostics);
        Assert.DoesNotContain("-text", string.Concat(diagnostics), StringComparison.Ordinal);
    }

    private static CertificateKeyPair Pair(string certificates, string key) => new(new SecretText(certificates), new SecretText(key));

    private static HelloDecision Hello(TrafficCompiler compiler, GatewayPort port)
    {
        DiagnosticBag diagnostics = new();
        PortSnapshot compiled = compiler.Compile(TlsConfigs.ConfigOf(port), diagnostics).Ports[0];
        Assert.Empty(diagnostics);
        return TrafficPipeline.Hello(compiled, "shop.example");
    }
}
