using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>Judges a listener by itself: its protocol, the kinds of its routes and its certificates.</summary>
internal sealed class ListenerInspection(CertificateCatalog certificates, FrontendAuthorities authorities, DiagnosticBag diagnostics)
{
    public void Inspect(ServedListener listener)
    {
        if (listener.Family == ListenerFamily.None)
        {
            listener.Acceptance = new Fault(Reasons.UnsupportedProtocol, $"protocol {listener.Spec.Protocol} is not supported");
            diagnostics.Report(
                ManifestDiagnostics.ProtocolNotServed, listener.Path.Field("protocol"), null, listener.Spec.Protocol);
        }
        else if (listener.Spec.Protocol is not (ListenerProtocols.Http or ListenerProtocols.Https))
        {
            diagnostics.Report(ManifestDiagnostics.ProtocolNotBound, listener.Path.Field("protocol"), null, listener.Spec.Protocol);
        }

        InspectKinds(listener);
        InspectTls(listener);
    }

    private void InspectKinds(ServedListener listener)
    {
        IReadOnlyList<string> known = ListenerProtocols.KindsOf(listener.Spec.Protocol);
        ValueList<RouteKind> wanted = listener.Spec.AllowedRoutes.Kinds;

        if (wanted.IsEmpty)
        {
            listener.Kinds = known;
            return;
        }

        listener.Kinds = [.. wanted.Where(kind => IsKnown(kind, known)).Select(kind => kind.Kind).Distinct()];
        string unknown = string.Join(", ", wanted.Where(kind => !IsKnown(kind, known)).Select(kind => kind.Kind));

        if (unknown.Length > 0)
        {
            listener.Resolution = new Fault(
                Reasons.InvalidRouteKinds, $"a listener of protocol {listener.Spec.Protocol} takes no {unknown}");
            FieldPath at = listener.Path.Field("allowedRoutes").Field("kinds");
            diagnostics.Report(ManifestDiagnostics.InvalidRouteKinds, at, null, listener.Spec.Protocol, unknown);
        }
    }

    private static bool IsKnown(RouteKind kind, IReadOnlyList<string> known) =>
        kind.Group == KindNames.GatewayGroup && known.Contains(kind.Kind);

    private void InspectTls(ServedListener listener)
    {
        bool isHttps = listener.Spec.Protocol == ListenerProtocols.Https;

        if (isHttps || listener is { Family: ListenerFamily.Tls, Spec.Tls: { IsPassthrough: false } })
        {
            InspectCertificates(listener, listener.Spec.Tls?.CertificateRefs ?? []);
        }

        if (isHttps && listener.Gateway.Resource.Tls.ValidationOf(listener.Spec.Port) is { } validation)
        {
            InspectValidation(listener, validation);
        }
    }

    private void InspectCertificates(ServedListener listener, ValueList<ObjectReference> references)
    {
        FieldPath list = listener.Path.Field("tls").Field("certificateRefs");
        Fault? first = null;

        if (references.IsEmpty)
        {
            // A CEL rule that forbids this was added and taken back, so it can reach a controller (Gateway API 1.6).
            first = new Fault(Reasons.InvalidCertificateRef, "it has no certificateRefs");
            diagnostics.Report(ManifestDiagnostics.CertificateRefInvalid, list, null, first.Message);
        }

        for (int i = 0; i < references.Count; i++)
        {
            (SecretResource? secret, Fault? fault) = certificates.FindKeyPair(
                listener.Owner, references[i], list.Index(i), Reasons.InvalidCertificateRef);
            first ??= fault;

            if (secret is not null)
            {
                listener.Certificates.Add(secret);
            }
        }

        listener.Resolution = first ?? listener.Resolution;
    }

    private void InspectValidation(ServedListener listener, FrontendValidation validation)
    {
        (ValueList<string> trusted, Fault? fault) = authorities.Find(listener.Gateway, validation);
        bool keepsOwn = listener.Resolution is not null && listener.Resolution.Reason != Reasons.InvalidRouteKinds;
        listener.Resolution = keepsOwn ? listener.Resolution : fault ?? listener.Resolution;

        if (trusted.IsEmpty)
        {
            listener.Acceptance ??= new Fault(Reasons.NoValidCaCertificate, "no certificate authority for clients can be used");
        }

        listener.ClientCertificates = new ClientCertificateValidation(
            trusted, validation.IsInsecureFallback ? ClientCertificateMode.AllowInsecureFallback : ClientCertificateMode.AllowValidOnly);
    }
}
