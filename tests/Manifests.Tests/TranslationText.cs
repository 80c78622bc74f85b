using System.Globalization;
using System.Text;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests.Tests;

/// <summary>Prints a translation for golden files: every field that has a value, in a fixed order.</summary>
internal sealed class TranslationText
{
    private readonly StringBuilder _text = new();

    public static string Print(Translation translation)
    {
        TranslationText printer = new();
        printer.Ports(translation.Config);
        printer.Backends(translation.Config);
        RateLimitText.Lines(translation.Config).ToList().ForEach(line => printer.Line(line.Depth, line.Text));
        printer.Statuses(translation.Statuses);
        printer.Diagnostics(translation.Diagnostics);
        return printer._text.ToString();
    }

    private void Ports(TrafficConfig config)
    {
        Line(0, "ports:");

        foreach (GatewayPort port in config.Ports)
        {
            Line(0, $"- gateway: {port.Gateway}");
            Line(1, $"port: {port.Port}");
            Line(1, $"scheme: {port.Scheme}");
            Optional(1, "addresses", port.Addresses.IsEmpty ? null : port.Addresses.ToString());
            Line(1, "listeners:");

            foreach (RouteListener listener in port.Listeners)
            {
                Line(1, $"- name: {listener.Name}");
                Optional(2, "hostname", listener.Hostname);
                Routes(listener);
                GrpcRoutes(listener);
            }

            Some(1, "certificates", port.Certificates.Select(certificate => certificate.ToString()));
            Optional(1, "clientCertificates", port.ClientCertificates is { } clients ? $"{clients.Mode} of {clients.CaCertificates.Count}" : null);
            Optional(1, "backendCertificate", port.BackendCertificate?.ToString());
        }
    }

    private void Routes(RouteListener listener)
    {
        Line(2, "httpRoutes:");

        foreach (HttpRoute route in listener.HttpRoutes)
        {
            Line(2, $"- name: {route.Name}");
            Line(3, $"age: {route.Age.Created?.ToString("O", CultureInfo.InvariantCulture) ?? $"{route.Age.File} #{route.Age.Document}"}");
            Optional(3, "hostnames", route.Hostnames.IsEmpty ? null : route.Hostnames.ToString());
            Line(3, "rules:");

            foreach (HttpRouteRule rule in route.Rules)
            {
                Line(3, $"- name: {rule.Name ?? "(none)"}");
                Each(4, "matches", rule.Matches.Select(Describe));
                Each(4, "filters", rule.Filters.Select(Describe));
                Each(4, "backends", rule.Backends.Select(Describe));
            }
        }
    }

    private void GrpcRoutes(RouteListener listener)
    {
        foreach (GrpcRoute route in listener.GrpcRoutes)
        {
            Line(2, $"- grpc: {route.Name}");
            Optional(3, "hostnames", route.Hostnames.IsEmpty ? null : route.Hostnames.ToString());

            foreach (GrpcRouteRule rule in route.Rules)
            {
                Line(3, $"- name: {rule.Name ?? "(none)"}");
                Each(4, "matches", rule.Matches.Select(match => $"{match.Method} {match.Headers}"));
                Each(4, "filters", rule.Filters.Select(Describe));
                Each(4, "backends", rule.Backends.Select(Describe));
            }
        }
    }

    private void Backends(TrafficConfig config)
    {
        Line(0, "backends:");

        foreach (Backend backend in config.Backends)
        {
            Line(0, $"- id: {backend.Id}");
            Line(1, $"protocol: {backend.Protocol}");
            Optional(1, "tls", backend.Tls is { } tls
                ? $"{tls.Hostname} of {tls.CaCertificates.Count} system={tls.UsesSystemTrust} names={tls.SubjectAltNames}"
                : null);
            Each(1, "endpoints", backend.Endpoints.Select(endpoint => $"{endpoint.Address} {endpoint.Port}"));
        }
    }

    private void Statuses(ValueList<ObjectStatus> statuses)
    {
        Line(0, "statuses:");
        StatusText.Lines(statuses).ToList().ForEach(line => Line(line.Depth, line.Text));
    }

    private void Diagnostics(DiagnosticBag diagnostics)
    {
        Line(0, "diagnostics:");

        foreach (Diagnostic diagnostic in diagnostics)
        {
            Line(0, $"- {diagnostic}");
        }
    }

    private static string Describe(HttpRouteMatch match)
    {
        List<string> parts = [];
        parts.Add(match.Path is null ? "every path" : $"{match.Path.Type} {match.Path.Value}");
        parts.AddRange(match.Headers.Select(header => $"header {header.Name} {header.Type} {header.Value}"));
        parts.AddRange(match.QueryParams.Select(query => $"query {query.Name} {query.Type} {query.Value}"));
        parts.Add(match.Method ?? "every method");
        return string.Join(", ", parts);
    }

    private static string Describe(RouteFilter filter) => filter switch
    {
        RequestHeaderModifier request => $"RequestHeaderModifier {Describe(request.Headers)}",
        ResponseHeaderModifier response => $"ResponseHeaderModifier {Describe(response.Headers)}",
        RequestRedirect redirect =>
            $"RequestRedirect {redirect.StatusCode} scheme={redirect.Scheme} hostname={redirect.Hostname} port={redirect.Port} path={Describe(redirect.Path)}",
        UrlRewrite rewrite => $"URLRewrite hostname={rewrite.Hostname} path={Describe(rewrite.Path)}",
        UnresolvedFilter unresolved => $"unresolved {unresolved.Reference}",
        _ => filter.ToString(),
    };

    private static string Describe(PathModifier? path) => path is null ? "" : $"{path.Type}({path.Value})";

    private static string Describe(HeaderModifier headers) =>
        $"set {Describe(headers.Set)} add {Describe(headers.Add)} remove {headers.Remove}";

    private static string Describe(ValueList<HeaderValue> values) =>
        $"[{string.Join(", ", values.Select(value => $"{value.Name}: {value.Value}"))}]";

    private static string Describe(BackendRef backend)
    {
        string filters = backend.Filters.IsEmpty ? "" : $" filters: {string.Join("; ", backend.Filters.Select(Describe))}";
        return $"{backend.Id ?? "(unresolved)"} weight {backend.Weight}{filters}";
    }

    private void Each(int depth, string name, IEnumerable<string> items)
    {
        Line(depth, $"{name}:");

        foreach (string item in items)
        {
            Line(depth, $"- {item}");
        }
    }

    private void Some(int depth, string name, IEnumerable<string> items)
    {
        if (items.Any())
        {
            Each(depth, name, items);
        }
    }

    private void Optional(int depth, string name, string? value)
    {
        if (value is not null)
        {
            Line(depth, $"{name}: {value}");
        }
    }

    private void Line(int depth, string text) => _text.Append(' ', depth * 2).Append(text.TrimEnd()).Append('\n');
}
