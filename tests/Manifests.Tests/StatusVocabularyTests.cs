namespace Gatehouse.Manifests.Tests;

/// <summary>Every condition that can be written, and none else, is in a golden case.</summary>
public sealed class StatusVocabularyTests
{
    private static readonly string[] OfGatewayListeners =
    [
        "Accepted=True/Accepted",
        "Accepted=False/HostnameConflict",
        "Accepted=False/NoValidCACertificate",
        "Accepted=False/PortUnavailable",
        "Accepted=False/ProtocolConflict",
        "Accepted=False/UnsupportedProtocol",
        "Programmed=True/Programmed",
        "Programmed=False/Invalid",
        "Programmed=False/Pending",
        "ResolvedRefs=True/ResolvedRefs",
        "ResolvedRefs=False/InvalidCACertificateKind",
        "ResolvedRefs=False/InvalidCACertificateRef",
        "ResolvedRefs=False/InvalidCertificateRef",
        "ResolvedRefs=False/InvalidRouteKinds",
        "ResolvedRefs=False/RefNotPermitted",
        "Conflicted=False/NoConflicts",
        "Conflicted=True/HostnameConflict",
        "Conflicted=True/ProtocolConflict",
        "OverlappingTLSConfig=True/OverlappingCertificates",
        "OverlappingTLSConfig=True/OverlappingHostnames",
    ];

    // Two objects may want one TCP port, what one object alone may not; and the reason of a conflict is repeated.
    private static readonly string[] OfSetListeners =
    [
        .. OfGatewayListeners.Except(["Programmed=False/Pending"]),
        "Accepted=False/ListenerConflict",
        "Conflicted=True/ListenerConflict",
        "Programmed=False/HostnameConflict",
        "Programmed=False/ListenerConflict",
        "Programmed=False/ProtocolConflict",
    ];

    private static readonly string[] OfObjects =
    [
        "GatewayClass Accepted=True/Accepted",
        "GatewayClass Accepted=False/InvalidParameters",
        "Gateway Accepted=True/Accepted",
        "Gateway Accepted=True/ListenersNotValid",
        "Gateway Accepted=False/InvalidParameters",
        "Gateway Accepted=False/ListenersNotValid",
        "Gateway Accepted=False/Pending",
        "Gateway Accepted=False/UnsupportedAddress",
        "Gateway Programmed=True/Programmed",
        "Gateway Programmed=False/AddressNotUsable",
        "Gateway Programmed=False/Invalid",
        "Gateway Programmed=False/Pending",
        "Gateway ResolvedRefs=True/ResolvedRefs",
        "Gateway ResolvedRefs=False/InvalidClientCertificateRef",
        "Gateway ResolvedRefs=False/ListenersNotResolved",
        "Gateway ResolvedRefs=False/RefNotPermitted",
        "Gateway InsecureFrontendValidationMode=True/ConfigurationChanged",
        "ListenerSet Accepted=True/Accepted",
        "ListenerSet Accepted=True/ListenersNotValid",
        "ListenerSet Accepted=False/ListenersNotValid",
        "ListenerSet Accepted=False/NotAllowed",
        "ListenerSet Accepted=False/ParentNotAccepted",
        "ListenerSet Programmed=True/Programmed",
        "ListenerSet Programmed=False/Invalid",
        "ListenerSet Programmed=False/ListenersNotValid",
        "ListenerSet Programmed=False/NotAllowed",
        "ListenerSet Programmed=False/ParentNotProgrammed",
        "ListenerSet Programmed=False/PortUnavailable",
        "Route Accepted=True/Accepted",
        "Route Accepted=False/NoMatchingListenerHostname",
        "Route Accepted=False/NoMatchingParent",
        "Route Accepted=False/NotAllowedByListeners",
        "Route ResolvedRefs=True/ResolvedRefs",
        "Route ResolvedRefs=False/BackendNotFound",
        "Route ResolvedRefs=False/InvalidKind",
        "Route ResolvedRefs=False/RefNotPermitted",
        "Route ResolvedRefs=False/UnsupportedProtocol",
        "Route PartiallyInvalid=True/UnsupportedValue",
        "BackendTLSPolicy Accepted=True/Accepted",
        "BackendTLSPolicy Accepted=False/Conflicted",
        "BackendTLSPolicy Accepted=False/Invalid",
        "BackendTLSPolicy Accepted=False/NoValidCACertificate",
        "BackendTLSPolicy Accepted=False/TargetNotFound",
        "BackendTLSPolicy ResolvedRefs=True/ResolvedRefs",
        "BackendTLSPolicy ResolvedRefs=False/InvalidCACertificateRef",
        "BackendTLSPolicy ResolvedRefs=False/InvalidKind",
        "RateLimitPolicy Accepted=True/Accepted",
        "RateLimitPolicy Accepted=False/Conflicted",
        "RateLimitPolicy Accepted=False/TargetNotFound",
        "RateLimitPolicy ResolvedRefs=True/ResolvedRefs",
        "RateLimitPolicy ResolvedRefs=False/PlanNotFound",
        "Customer ResolvedRefs=True/ResolvedRefs",
        "Customer ResolvedRefs=False/PlanNotFound",
    ];

    private static IEnumerable<string> Vocabulary =>
    [
        .. OfObjects,
        .. OfGatewayListeners.Select(condition => $"Gateway listener {condition}"),
        .. OfSetListeners.Select(condition => $"ListenerSet listener {condition}"),
    ];

    [Fact]
    public void Every_condition_that_can_be_written_has_a_golden_case()
    {
        SortedSet<string> seen = [.. GoldenTests.Translations.SelectMany(found => found.Statuses).SelectMany(StatusText.Conditions)];

        Assert.Equal(Vocabulary.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reason_is_used()
    {
        IEnumerable<string> declared = typeof(Reasons).GetFields().Select(field => (string)field.GetValue(null)!);
        HashSet<string> written = [.. Vocabulary.Select(condition => condition[(condition.LastIndexOf('/') + 1)..])];

        Assert.Empty(declared.Except(written));
    }
}
