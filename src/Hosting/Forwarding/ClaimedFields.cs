using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// Drops the fields by which a request claims an identity or an origin that nobody has checked. One pass over the fields;
/// nothing is allocated where none is dropped.
/// </summary>
internal sealed class ClaimedFields(IOptions<GatehouseOptions> options)
{
    // What proxies say about the client. A trusted peer's stay, in their own spelling.
    private static readonly FieldPatterns Origin = new(
        "forwarded",
        "forwarded-*",
        "x-forwarded",
        "x-forwarded-*",
        "x-original-*",
        "x-rewrite-url",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "fastly-client-ip");

    // Written anew in any case, or of the family that is not believed.
    private readonly FieldPatterns _rewritten = options.Value.Forwarding.Format == ForwardedFormat.Forwarded
        ? new("forwarded", "x-forwarded", "x-forwarded-*")
        : new("forwarded", "x-forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port");

    // And the one field of a single hop that the forwarder would pass on: an upgrade to h2c ends here. "Proxy" is no field of
    // HTTP, but behind CGI it is HTTP_PROXY, through which many programs send their own requests (CVE-2016-5385 and others).
    private readonly FieldPatterns _dropped = new([.. options.Value.Forwarding.IdentityFields, "http2-settings", "proxy"]);

    /// <summary>Drops what is claimed.</summary>
    internal void Drop(IHeaderDictionary headers, bool isPeerTrusted)
    {
        int count = headers.Count;
        KeyValuePair<string, StringValues>[] fields = ArrayPool<KeyValuePair<string, StringValues>>.Shared.Rent(count);

        // Copied, since an enumerator of the interface is an object on the heap.
        headers.CopyTo(fields, 0);
        Span<KeyValuePair<string, StringValues>> present = fields.AsSpan(0, count);

        foreach (ref readonly KeyValuePair<string, StringValues> field in present)
        {
            if (IsClaim(field.Key, isPeerTrusted))
            {
                headers.Remove(field.Key);
            }
        }

        present.Clear();
        ArrayPool<KeyValuePair<string, StringValues>>.Shared.Return(fields);
    }

    private bool IsClaim(string name, bool isPeerTrusted) =>
        _dropped.Has(name) || (Origin.Has(name) && !(isPeerTrusted && IsPlain(name) && !_rewritten.Has(name)));

    // "X_Forwarded_For" is a spelling that only fools someone.
    private static bool IsPlain(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
