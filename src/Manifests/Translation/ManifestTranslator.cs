using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>
/// Kubernetes objects to a <see cref="Pipeline.TrafficConfig"/> and to statuses: chooses the Gateways, attaches
/// ListenerSets, routes and policies, and resolves references. A pure function; what is missing, not allowed or in
/// conflict is a warning, and the requests it would have served are answered 500 or 503.
/// </summary>
public static class ManifestTranslator
{
    /// <summary>The <c>controllerName</c> of the GatewayClasses that are served here.</summary>
    public const string ControllerName = "gatehouse.dev/gateway";

    /// <summary>Translates all objects of a set. It is not changed.</summary>
    /// <param name="manifests">The objects.</param>
    /// <param name="options">What the operator allows; nothing by default.</param>
    public static Translation Translate(ManifestSet manifests, TranslationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        DiagnosticBag diagnostics = new(manifests.CreateSourceMap());

        foreach (Diagnostic finding in manifests.Diagnostics)
        {
            diagnostics.Add(finding);
        }

        return new TranslationPass(manifests, options ?? new TranslationOptions(), diagnostics).Run();
    }
}
