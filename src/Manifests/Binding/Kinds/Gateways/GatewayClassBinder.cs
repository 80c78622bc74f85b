namespace Gatehouse.Manifests;

internal static class GatewayClassBinder
{
    public static GatewayClassResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        string? controller = spec.Require("controllerName") is { } value ? NameRules.ControllerName(value) : null;
        spec.Find("description")?.Text(0, 64);
        bool hasParameters = ReferenceBinder.Check(spec, "parametersRef");
        spec.Close();

        return new GatewayClassResource
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ControllerName = controller ?? "",
            HasParameters = hasParameters,
        };
    }
}
