using System.Text.RegularExpressions;
using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads the matches of a GRPCRoute's rule.</summary>
internal static partial class GrpcMatchBinder
{
    private const int MatchesMax = 64;
    private const int NameMax = 1_024;

    public static ValueList<GrpcRouteMatch> BindList(Fields rule)
    {
        List<GrpcRouteMatch> matches = [];

        foreach (FieldValue item in rule.Items("matches", MatchesMax))
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            matches.Add(new GrpcRouteMatch
            {
                Method = fields.Find("method")?.Fields() is { } method ? BindMethod(method) : null,
                Headers = HttpMatchBinder.BindHeaders(fields),
            });
            fields.Close();
        }

        return matches.ToValueList();
    }

    private static GrpcMethodMatch BindMethod(Fields fields)
    {
        bool isRegex = fields.Find("type")?.OneOf("Exact", "RegularExpression") == "RegularExpression";
        string? service = fields.Find("service") is { } s ? BindName(s, isRegex ? null : Service(), "a service name such as shop.v1.Products") : null;
        string? method = fields.Find("method") is { } m ? BindName(m, isRegex ? null : Method(), "a method name such as Find") : null;

        // CEL: "One or both of 'service' or 'method' must be specified".
        if (!fields.Has("service") && !fields.Has("method"))
        {
            fields.Report(ManifestDiagnostics.FieldChoice, null, "at least one", "service and method");
        }

        fields.Close();
        return new GrpcMethodMatch(service, method, isRegex ? ValueMatchType.RegularExpression : ValueMatchType.Exact);
    }

    // Written empty, it is as if it were not written: every service, or every method.
    private static string? BindName(FieldValue value, Regex? format, string expected)
    {
        string? text = value.Text(0, NameMax);

        if (!string.IsNullOrEmpty(text) && format?.IsMatch(text) == false)
        {
            value.Report(ManifestDiagnostics.NotAName, text, expected);
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    [GeneratedRegex(@"^(?i)\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Service();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z_0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Method();
}
