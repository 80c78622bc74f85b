namespace Gatehouse.Manifests;

internal static class ListenerSetBinder
{
    public static ListenerSetResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        ObjectReference? parent = spec.Require("parentRef")?.Fields() is { } reference
            ? ReferenceBinder.Bind(reference, KindNames.GatewayGroup, KindNames.Gateway)
            : null;
        ListenerSetResource set = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            ParentRef = parent ?? new ObjectReference(KindNames.GatewayGroup, KindNames.Gateway, null, ""),
            Listeners = ListenersBinder.Bind(spec),
        };
        spec.Close();
        return set;
    }
}
