namespace Gatehouse.Manifests;

internal static class NamespaceBinder
{
    public static NamespaceResource? Bind(ObjectHead head)
    {
        head.Fields.Ignore("spec");
        return new NamespaceResource { Metadata = head.Metadata, Origin = head.Origin };
    }
}
