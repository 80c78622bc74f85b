using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads one listener.</summary>
internal static class ListenerBinder
{
    private const int KindsMax = 8;

    public static GatewayListener Bind(Fields fields)
    {
        string? name = fields.Require("name") is { } nameValue ? NameRules.Name(nameValue) : null;
        string? hostname = fields.Find("hostname") is { } hostnameValue ? BindHostname(hostnameValue) : null;
        int? port = fields.Require("port")?.PortNumber();
        string? protocol = fields.Require("protocol")?.Text(1, 255);
        AllowedRoutes allowed = fields.Find("allowedRoutes")?.Fields() is { } routes ? BindAllowedRoutes(routes) : new AllowedRoutes();

        ListenerTls? tls = ListenerTlsBinder.Bind(fields, protocol);
        CheckProtocol(fields, protocol);
        fields.Close();

        return new GatewayListener
        {
            Name = name ?? "",
            Hostname = hostname,
            Port = port ?? 0,
            Protocol = protocol ?? "",
            AllowedRoutes = allowed,
            Tls = tls,
        };
    }

    // "When unspecified, \"\", or *, all hostnames are matched" was the old text; the CRD takes only the empty one.
    private static string? BindHostname(FieldValue value) =>
        value.Node is ScalarNode { Type: ScalarType.Text, Text: "" } ? null : NameRules.Hostname(value);

    private static void CheckProtocol(Fields listener, string? protocol)
    {
        if (protocol is "HTTP" or "TCP" or "UDP" && listener.Has("tls"))
        {
            listener.ReportField("tls", ManifestDiagnostics.ForbiddenForProtocol, null, protocol);
        }

        if (protocol is "TCP" or "UDP" && listener.Has("hostname"))
        {
            listener.ReportField("hostname", ManifestDiagnostics.ForbiddenForProtocol, null, protocol);
        }
    }

    private static AllowedRoutes BindAllowedRoutes(Fields fields)
    {
        NamespaceRule from = fields.Find("namespaces")?.Fields() is { } namespaces
            ? SelectorBinder.Bind(namespaces, NamespaceRule.Same)
            : NamespaceRule.Same;
        List<RouteKind> kinds = [];

        foreach (FieldValue item in fields.Items("kinds", KindsMax))
        {
            if (item.Fields() is { } kind)
            {
                string group = kind.Find("group")?.Text(0, 253) ?? KindNames.GatewayGroup;
                kinds.Add(new RouteKind(group, kind.Require("kind")?.Text(1, 63) ?? ""));
                kind.Close();
            }
        }

        fields.Close();
        return new AllowedRoutes { Namespaces = from, Kinds = kinds.ToValueList() };
    }
}
