namespace Gatehouse.Hosting;

/// <summary>What a gateway believes of the hop before it, and what it tells the hop behind it.</summary>
public sealed class ForwardingOptions
{
    /// <summary>
    /// The networks whose proxies are believed about the client, in CIDR notation (<c>10.0.0.0/8</c>) or single addresses.
    /// Empty by default: whatever clients claim is overwritten.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>
    /// How many hops before this one are believed whatever their address, 0 to 32: 1 believes whoever connects. For
    /// proxies whose addresses are not known and that nobody can get around.
    /// </summary>
    public int TrustedHops { get; set; }

    /// <summary>The fields that are believed and written.</summary>
    public ForwardedFormat Format { get; set; }

    /// <summary>
    /// Fields that say who the user or the peer is, or that another target or method is meant than the one that was matched,
    /// and that only a gateway may set: they are dropped from every request, before the configuration's own edits. A name, or the beginning of names with a final <c>*</c>; case does not count
    /// and every character but letters and digits equals <c>-</c>, since CGI and WSGI make one variable of
    /// <c>X-Consumer-ID</c> and <c>X_Consumer_ID</c>. At most 64.
    /// </summary>
    public IList<string> IdentityFields { get; } =
    [
        "x-forwarded-client-cert",
        "client-cert",
        "client-cert-chain",
        "ssl-client-*",
        "x-ssl-client-*",
        "x-client-cert*",
        "x-consumer-*",
        "x-credential-*",
        "x-anonymous-consumer",
        "x-authenticated-*",
        "x-auth-request-*",
        "x-forwarded-user",
        "x-forwarded-email",
        "x-forwarded-groups",
        "x-forwarded-preferred-username",
        "x-forwarded-access-token",
        "x-remote-*",
        "remote-user",
        "remote-groups",
        "remote-name",
        "remote-email",
        "x-original-url",
        "x-original-uri",
        "x-rewrite-url",
        "x-http-method-override",
        "x-http-method",
        "x-method-override",
    ];

    /// <summary>Whether the gateway adds itself to <c>Via</c> and looks for loops (RFC 9110 section 7.6.3).</summary>
    public bool AddVia { get; set; } = true;

    /// <summary>What it calls itself there: a token of at most 64 characters. Gateways that answer for one another need different ones.</summary>
    public string ViaPseudonym { get; set; } = "gatehouse";

    /// <summary>How often a request may have passed gateways of that name, 0 to 32; once more is a loop and answered 508.</summary>
    public int ViaLoopsMax { get; set; } = 4;
}
