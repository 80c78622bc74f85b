namespace Gatehouse.Manifests;

/// <summary>The types of conditions (Gateway API).</summary>
internal static class ConditionTypes
{
    public const string Accepted = "Accepted";
    public const string Programmed = "Programmed";
    public const string ResolvedRefs = "ResolvedRefs";
    public const string Conflicted = "Conflicted";
    public const string OverlappingTlsConfig = "OverlappingTLSConfig";
    public const string InsecureFrontendValidationMode = "InsecureFrontendValidationMode";
    public const string PartiallyInvalid = "PartiallyInvalid";
}

/// <summary>The reasons of conditions (Gateway API).</summary>
internal static class Reasons
{
    public const string AddressNotUsable = "AddressNotUsable";
    public const string BackendNotFound = "BackendNotFound";
    public const string ConfigurationChanged = "ConfigurationChanged";
    public const string Conflicted = "Conflicted";
    public const string HostnameConflict = "HostnameConflict";
    public const string Invalid = "Invalid";
    public const string InvalidCaCertificateKind = "InvalidCACertificateKind";
    public const string InvalidCaCertificateRef = "InvalidCACertificateRef";
    public const string InvalidCertificateRef = "InvalidCertificateRef";
    public const string InvalidClientCertificateRef = "InvalidClientCertificateRef";
    public const string InvalidKind = "InvalidKind";
    public const string InvalidParameters = "InvalidParameters";
    public const string InvalidRouteKinds = "InvalidRouteKinds";
    public const string ListenerConflict = "ListenerConflict";
    public const string ListenersNotResolved = "ListenersNotResolved";
    public const string ListenersNotValid = "ListenersNotValid";
    public const string NoConflicts = "NoConflicts";
    public const string NoMatchingListenerHostname = "NoMatchingListenerHostname";
    public const string NoMatchingParent = "NoMatchingParent";
    public const string NotAllowed = "NotAllowed";
    public const string NotAllowedByListeners = "NotAllowedByListeners";
    public const string NoValidCaCertificate = "NoValidCACertificate";
    public const string OverlappingCertificates = "OverlappingCertificates";
    public const string OverlappingHostnames = "OverlappingHostnames";
    public const string ParentNotAccepted = "ParentNotAccepted";
    public const string ParentNotProgrammed = "ParentNotProgrammed";
    public const string Pending = "Pending";
    public const string PlanNotFound = "PlanNotFound";
    public const string PortUnavailable = "PortUnavailable";
    public const string ProtocolConflict = "ProtocolConflict";
    public const string RefNotPermitted = "RefNotPermitted";
    public const string TargetNotFound = "TargetNotFound";
    public const string UnsupportedAddress = "UnsupportedAddress";
    public const string UnsupportedProtocol = "UnsupportedProtocol";
    public const string UnsupportedValue = "UnsupportedValue";
}
