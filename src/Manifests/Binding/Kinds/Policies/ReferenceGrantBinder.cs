using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

internal static class ReferenceGrantBinder
{
    private const int EntriesMax = 16;

    public static ReferenceGrantResource? Bind(ObjectHead head)
    {
        if (head.Spec() is not { } spec)
        {
            return null;
        }

        ReferenceGrantResource grant = new()
        {
            Metadata = head.Metadata,
            Origin = head.Origin,
            From = BindList(spec, "from", BindFrom),
            To = BindList(spec, "to", BindTo),
        };
        spec.Close();
        return grant;
    }

    private static ValueList<T> BindList<T>(Fields spec, string name, Func<Fields, T> bind)
    {
        List<T> entries = [];

        foreach (FieldValue item in spec.Require(name)?.Items(EntriesMax, countMin: 1) ?? [])
        {
            if (item.Fields() is { } fields)
            {
                entries.Add(bind(fields));
                fields.Close();
            }
        }

        return entries.ToValueList();
    }

    private static GrantFrom BindFrom(Fields fields) => new(
        fields.Require("group")?.Text(0, 253) ?? "",
        fields.Require("kind")?.Text(1, 63) ?? "",
        fields.Require("namespace") is { } space ? NameRules.Namespace(space) ?? "" : "");

    private static GrantTo BindTo(Fields fields) => new(
        fields.Require("group")?.Text(0, 253) ?? "",
        fields.Require("kind")?.Text(1, 63) ?? "",
        fields.Find("name")?.Text(1, 253));
}
