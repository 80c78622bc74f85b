using System.Net;

namespace Gatehouse.Primitives.Tests.Networking;

public class ConnectionFactsTests
{
    [Fact]
    public void A_connection_of_which_little_is_known_proves_nothing()
    {
        ConnectionFacts facts = Facts();

        Assert.False(facts.IsTls);
        Assert.Null(facts.ServerName);
        Assert.Null(facts.PeerIdentity);
        Assert.Equal(PeerCertificateVerdict.None, facts.PeerCertificate);
    }

    [Fact]
    public void Learning_more_makes_a_new_record()
    {
        ConnectionFacts before = Facts();
        ConnectionFacts after = before with { IsTls = true, ServerName = "shop.example" };

        Assert.NotEqual(before, after);
        Assert.False(before.IsTls);
        Assert.Equal(before, after with { IsTls = false, ServerName = null });
    }

    private static ConnectionFacts Facts() => new()
    {
        ListenerName = "web",
        LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 8080),
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 50_000),
        ClientAddress = IPAddress.Parse("192.0.2.1"),
    };
}
