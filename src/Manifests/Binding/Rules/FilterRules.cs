using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>What filters may stand beside each other (CEL rules of Gateway API, HTTPRouteRule and HTTPRouteFilter).</summary>
internal static class FilterRules
{
    /// <summary>Checks a filter against those before it.</summary>
    public static void CheckRepetition(Fields filter, FilterSpec added, List<FilterSpec> earlier)
    {
        // "RequestMirror and ExtensionRef may be repeated."
        if (added.Type is not ("RequestMirror" or "ExtensionRef") && earlier.Any(other => other.Type == added.Type))
        {
            filter.Report(ManifestDiagnostics.FilterTwice, null, added.Type);
        }

        if (earlier.Any(other => (other.Type, added.Type) is ("RequestRedirect", "URLRewrite") or ("URLRewrite", "RequestRedirect")))
        {
            filter.Report(ManifestDiagnostics.RedirectAndRewrite);
        }
    }

    /// <summary>Checks the filters of a rule against its matches and its backends.</summary>
    public static void CheckRule(
        Fields rule,
        ValueList<HttpRouteMatch> matches,
        ValueList<FilterSpec> filters,
        ValueList<BackendReference> backends)
    {
        if (!backends.IsEmpty && filters.Any(filter => filter.Type == "RequestRedirect"))
        {
            rule.ReportField("backendRefs", ManifestDiagnostics.RedirectWithBackends);
        }

        bool replacesPrefix = filters.Any(ReplacesPrefix) || backends.Any(backend => backend.Filters.Any(ReplacesPrefix));

        if (replacesPrefix && (matches.Count != 1 || matches[0].Path is not { Type: PathMatchType.PathPrefix }))
        {
            rule.ReportField("filters", ManifestDiagnostics.PrefixReplacementWithoutPrefix);
        }
    }

    private static bool ReplacesPrefix(FilterSpec filter) => filter.Served switch
    {
        RequestRedirect redirect => redirect.Path?.Type == PathModifierType.ReplacePrefixMatch,
        UrlRewrite rewrite => rewrite.Path?.Type == PathModifierType.ReplacePrefixMatch,
        _ => false,
    };
}
