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
    public static Translation Translate(ManifestSet manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        DiagnosticBag diagnostics = new(manifests.CreateSourceMap());

        foreach (Diagnostic finding in manifests.Diagnostics)
        {
            diagnostics.Add(finding);
        }

        return new TranslationPass(manifests, diagnostics).Run();
    }
}
