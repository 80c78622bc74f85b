using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Finds the TLS listeners of one port that a client may take for one another: it may send requests for both over one
/// connection (RFC 9113 section 9.1.1), although each has its own TLS settings.
/// </summary>
internal static class TlsOverlaps
{
    public static void Find(ServedGateway gateway, DiagnosticBag diagnostics)
    {
        IEnumerable<ServedListener> candidates = gateway.AllListeners
            .Where(listener => listener.Family == ListenerFamily.Tls && listener.Conflict is null);

        foreach (IGrouping<int, ServedListener> port in candidates.GroupBy(listener => listener.Spec.Port))
        {
            List<ServedListener> listeners = [.. port];
            List<HostnamePattern?[]> certified = [.. listeners.Select(CertifiedBy)];

            for (int i = 0; i < listeners.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Compare(listeners[i], certified[i], listeners[j], certified[j]);
                }
            }

            listeners.ForEach(listener => Warn(listener, diagnostics));
        }
    }

    private static void Compare(ServedListener one, HostnamePattern?[] ones, ServedListener other, HostnamePattern?[] others)
    {
        if (IsKnown(one) && IsKnown(other))
        {
            return;
        }

        if (HostnamePattern.TryIntersect(one.Hostname, other.Hostname, out _))
        {
            Mark(one, other, Reasons.OverlappingHostnames, "the hostname overlaps with that of listener");
            Mark(other, one, Reasons.OverlappingHostnames, "the hostname overlaps with that of listener");
        }
        else if (Array.Exists(ones, a => Array.Exists(others, b => HostnamePattern.TryIntersect(a, b, out _))))
        {
            Mark(one, other, Reasons.OverlappingCertificates, "a certificate overlaps with one of listener");
            Mark(other, one, Reasons.OverlappingCertificates, "a certificate overlaps with one of listener");
        }
    }

    private static bool IsKnown(ServedListener listener) => listener.Overlap?.Reason == Reasons.OverlappingHostnames;

    // What overlaps by its hostname is the graver finding.
    private static void Mark(ServedListener listener, ServedListener other, string reason, string message)
    {
        if (listener.Overlap is null || (reason == Reasons.OverlappingHostnames && listener.Overlap.Reason != reason))
        {
            listener.Overlap = new Fault(reason, $"{message} {other.Spec.Name}");
        }
    }

    private static void Warn(ServedListener listener, DiagnosticBag diagnostics)
    {
        if (listener.Overlap is { } overlap)
        {
            diagnostics.Report(ManifestDiagnostics.OverlappingTls, listener.Path, listener.Spec.Name, overlap.Message);
        }
    }

    private static HostnamePattern?[] CertifiedBy(ServedListener listener) =>
        [.. listener.Certificates
            .SelectMany(secret => secret.DnsNames)
            .Select(name => HostnamePattern.TryParse(name, out HostnamePattern? pattern) ? pattern : null)
            .Where(pattern => pattern is not null)];
}
