using Gatehouse.Pipeline;

namespace Gatehouse.Manifests;

/// <summary>Reads what of a request names whose level it is charged to.</summary>
internal static class KeySourceBinder
{
    private const int ClaimNameMax = 256;

    /// <summary>The key of a limit.</summary>
    public static LimitKeySource? BindKey(FieldValue? value)
    {
        if (value?.Fields() is not { } fields)
        {
            return null;
        }

        string? type = fields.Require("type")?.OneOf("Route", "ClientAddress", "Header", "Claim", "Customer");
        LimitKeySource? source = BindName(fields, type);
        int? ipv4 = BindPrefix(fields, "ipv4PrefixLength", 8, 32, type);
        int? ipv6 = BindPrefix(fields, "ipv6PrefixLength", 16, 128, type);
        fields.Close();
        return source is null
            ? null
            : source with { Ipv4PrefixLength = ipv4 ?? source.Ipv4PrefixLength, Ipv6PrefixLength = ipv6 ?? source.Ipv6PrefixLength };
    }

    /// <summary>What names a customer: never an address, and never everybody at once.</summary>
    public static LimitKeySource? BindCustomer(FieldValue? value)
    {
        if (value?.Fields() is not { } fields)
        {
            return null;
        }

        string? type = fields.Require("type")?.OneOf("Header", "Claim", "Customer");
        LimitKeySource? source = BindName(fields, type);
        fields.Close();
        return source;
    }

    // CEL: "name is required with type Header and Claim, and with no other".
    private static LimitKeySource? BindName(Fields fields, string? type)
    {
        bool needsName = type is "Header" or "Claim";
        string? name = fields.Find("name") is not { } value ? null
            : type == "Header" ? HeaderRules.Name(value)
            : value.Text(1, ClaimNameMax);

        if (needsName && !fields.Has("name"))
        {
            fields.Report(ManifestDiagnostics.TypeAndFieldDiffer, null, type, "name");
        }
        else if (type is not null && !needsName && fields.Has("name"))
        {
            fields.ReportField("name", ManifestDiagnostics.FieldOfOtherType, null, type);
        }

        return type is null ? null : new LimitKeySource(Enum.Parse<LimitKeyType>(type), name);
    }

    private static int? BindPrefix(Fields fields, string field, int min, int max, string? type)
    {
        if (fields.Find(field) is not { } value)
        {
            return null;
        }

        if (type is not (null or "ClientAddress"))
        {
            value.Report(ManifestDiagnostics.FieldOfOtherType, null, type);
        }

        return value.Number(min, max);
    }
}
