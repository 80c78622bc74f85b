using System.Globalization;
using System.Text;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline;

/// <summary>
/// Writes a configuration so that two texts are equal exactly when the configurations mean the same: lists whose
/// order means nothing are sorted, and every string carries its length, so that none can imitate a separator.
/// </summary>
internal sealed partial class CanonicalText
{
    private readonly ContentHash _hash;
    private readonly StringBuilder _text = new();

    private CanonicalText(ContentHash hash) => _hash = hash;

    /// <param name="config">The configuration.</param>
    /// <param name="hash">Stands for the routes, which may be very many, by one digest.</param>
    internal static string Of(TrafficConfig config, ContentHash hash)
    {
        CanonicalText text = new(hash);
        text.Sorted("ports", config.Ports, static (t, port) => t.Write(port));
        text.Sorted("backends", config.Backends, static (t, backend) => t.Write(backend));
        text.Sorted("plans", config.Plans, static (t, plan) => t.Write(plan));
        text.Text(hash.OfAll(config.Customers, static customer => $"{customer.Name.Length}:{customer.Name}{customer.Plan}"));
        text.Sorted("limits", config.RateLimitPolicies, static (t, policy) => t.Write(policy));
        return text._text.ToString();
    }

    private void Write(GatewayPort port)
    {
        Text(port.Gateway).Number(port.Port).Number((long)port.Scheme);
        Sorted("addresses", port.Addresses, static (t, address) => t.Text(address));
        Sorted("listeners", port.Listeners, static (t, listener) => t.Write(listener));

        // Of a listener's certificates the first may be the one that is shown; between listeners order means nothing.
        ValueList<ListenerCertificate> certificates = port.Certificates.OrderBy(static c => c.Listener, StringComparer.Ordinal).ToValueList();
        Ordered("certificates", certificates, static (t, certificate) =>
        {
            t.Text(certificate.Listener).Text(certificate.Hostname);
            t.Write(certificate.KeyPair);
        });
        Number((long?)port.ClientCertificates?.Mode ?? -1);
        Ordered("cas", port.ClientCertificates?.CaCertificates ?? default, static (t, certificate) => t.Text(certificate));
        Write(port.BackendCertificate);
    }

    // What comes out is hashed and thrown away: secrets are part of what a configuration is.
    private void Write(CertificateKeyPair? pair) => Text(pair?.Certificates.Reveal()).Text(pair?.PrivateKey.Reveal());

    private void Write(Backend backend)
    {
        Text(backend.Id).Number((long)backend.Protocol);
        Sorted("endpoints", backend.Endpoints, static (t, endpoint) => t.Text(endpoint.Address).Number(endpoint.Port));
        Text(backend.Tls?.Hostname).Number(backend.Tls is { UsesSystemTrust: true } ? 1 : 0);
        Ordered("cas", backend.Tls?.CaCertificates ?? default, static (t, certificate) => t.Text(certificate));
        Ordered("names", backend.Tls?.SubjectAltNames ?? default, static (t, name) => t.Text(name.Value).Number(name.IsUri ? 1 : 0));
    }

    private void Write(RouteListener listener)
    {
        Text(listener.Name).Text(listener.Hostname).Number((long)listener.Scheme).Number(listener.Port);
        Text(_hash.OfAll(listener.HttpRoutes, TextOf)).Text(_hash.OfAll(listener.GrpcRoutes, TextOf));
    }

    private string TextOf(HttpRoute route)
    {
        CanonicalText text = new(_hash);
        text.Head(route.Name, route.Age, route.Hostnames);
        text.Ordered("rules", route.Rules, static (t, rule) => t.Write(rule));
        return text._text.ToString();
    }

    private string TextOf(GrpcRoute route)
    {
        CanonicalText text = new(_hash);
        text.Head(route.Name, route.Age, route.Hostnames);
        text.Ordered("rules", route.Rules, static (t, rule) => t.Write(rule));
        return text._text.ToString();
    }

    private void Head(string name, RouteAge age, ValueList<string> hostnames)
    {
        Text(name).Text(age.Created?.ToString("O", CultureInfo.InvariantCulture)).Text(age.File).Number(age.Document);
        Sorted("hostnames", hostnames, static (t, hostname) => t.Text(hostname));
    }

    private void Write(HttpRouteRule rule)
    {
        Text(rule.Name);
        Ordered("matches", rule.Matches, static (t, match) =>
        {
            t.Text(match.Method).Text(match.Path?.Value).Number((long)(match.Path?.Type ?? 0));
            t.Headers(match.Headers);
            t.Ordered("query", match.QueryParams, static (q, p) => q.Text(p.Name).Text(p.Value).Number((long)p.Type));
        });
        FiltersAndBackends(rule.Filters, rule.Backends);
    }

    private void Write(GrpcRouteRule rule)
    {
        Text(rule.Name);
        Ordered("matches", rule.Matches, static (t, match) =>
        {
            t.Text(match.Method?.Service).Text(match.Method?.Method).Number((long)(match.Method?.Type ?? 0));
            t.Headers(match.Headers);
        });
        FiltersAndBackends(rule.Filters, rule.Backends);
    }

    private void Headers(ValueList<HeaderMatch> headers) =>
        Ordered("headers", headers, static (t, header) => t.Text(header.Name).Text(header.Value).Number((long)header.Type));

    private void FiltersAndBackends(ValueList<RouteFilter> filters, ValueList<BackendRef> backends)
    {
        Ordered("filters", filters, static (t, filter) => t.Write(filter));
        Ordered("refs", backends, static (t, backend) =>
        {
            t.Text(backend.Id).Number(backend.Weight);
            t.Ordered("filters", backend.Filters, static (f, filter) => f.Write(filter));
        });
    }

    private void Write(RouteFilter filter)
    {
        Text(filter.GetType().Name);

        switch (filter)
        {
            case RequestHeaderModifier request:
                Write(request.Headers);
                break;
            case ResponseHeaderModifier response:
                Write(response.Headers);
                break;
            case RequestRedirect redirect:
                Text(redirect.Scheme).Text(redirect.Hostname).Number(redirect.Port ?? -1).Number(redirect.StatusCode);
                Write(redirect.Path);
                break;
            case UrlRewrite rewrite:
                Text(rewrite.Hostname).Write(rewrite.Path);
                break;
            case UnresolvedFilter unresolved:
                Text(unresolved.Reference);
                break;
            default:
                // A filter that this text forgot would make two configurations look the same: fail loudly instead.
                throw new NotSupportedException($"{filter.GetType().Name} has no canonical text.");
        }
    }

    private void Write(HeaderModifier headers)
    {
        Ordered("set", headers.Set, static (t, header) => t.Text(header.Name).Text(header.Value));
        Ordered("add", headers.Add, static (t, header) => t.Text(header.Name).Text(header.Value));
        Ordered("remove", headers.Remove, static (t, name) => t.Text(name));
    }

    private void Write(PathModifier? path) => Text(path?.Value).Number((long)(path?.Type ?? 0));

    private CanonicalText Text(string? value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{value?.Length ?? -1}:").Append(value).Append(' ');
        return this;
    }

    private CanonicalText Number(long value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{value} ");
        return this;
    }

    private void Ordered<T>(string name, ValueList<T> items, Action<CanonicalText, T> write)
    {
        _text.Append(name).Append('[');

        foreach (T item in items)
        {
            write(this, item);
            _text.Append(';');
        }

        _text.Append("]\n");
    }

    private void Sorted<T>(string name, ValueList<T> items, Action<CanonicalText, T> write)
    {
        string[] parts = new string[items.Count];

        for (int i = 0; i < parts.Length; i++)
        {
            CanonicalText part = new(_hash);
            write(part, items[i]);
            parts[i] = part._text.ToString();
        }

        Array.Sort(parts, StringComparer.Ordinal);
        _text.Append(name).Append('[').AppendJoin(';', parts).Append("]\n");
    }
}
