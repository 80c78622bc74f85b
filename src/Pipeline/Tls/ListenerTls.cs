using System.Net.Security;
using Gatehouse.Primitives;

namespace Gatehouse.Pipeline;

/// <summary>A certificate of a listener, and whom it is shown to. Immutable.</summary>
/// <param name="Hostname">The server names it is shown for; <see langword="null"/> for every one.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Options">What a handshake with it needs, made once and shared by all.</param>
internal sealed record OfferedCertificate(HostnamePattern? Hostname, ServerCertificate Certificate, SslServerAuthenticationOptions Options);

/// <summary>The certificates of one listener, in the order they were configured. Immutable.</summary>
internal sealed class ListenerTls(OfferedCertificate[] offered)
{
    /// <summary>
    /// The certificate for a server name: one with the name itself among its own, else one with a wildcard for it, else the
    /// first; of equals the first in order. <see langword="null"/> where none may be shown.
    /// </summary>
    internal OfferedCertificate? Choose(ReadOnlySpan<char> serverName)
    {
        OfferedCertificate? best = null;
        NameFit bestFit = NameFit.None;

        foreach (OfferedCertificate candidate in offered)
        {
            if (candidate.Hostname is not null && !candidate.Hostname.Matches(serverName))
            {
                continue;
            }

            NameFit fit = candidate.Certificate.FitOf(serverName);

            if (best is null || fit > bestFit)
            {
                best = candidate;
                bestFit = fit;
            }
        }

        return best;
    }
}
