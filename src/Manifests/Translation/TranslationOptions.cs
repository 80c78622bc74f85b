namespace Gatehouse.Manifests;

/// <summary>What the operator allows that a manifest alone does not decide.</summary>
public sealed record TranslationOptions
{
    /// <summary>
    /// Whether Services of <c>type: ExternalName</c> are backends; <see langword="false"/> by default. Whoever may write such a
    /// Service sends the gateway to any name that it can resolve (CVE-2021-25740), so Gateway API says that implementations
    /// should not support them. Where not allowed their share of the requests is answered 500.
    /// </summary>
    public bool AllowExternalName { get; init; }
}
