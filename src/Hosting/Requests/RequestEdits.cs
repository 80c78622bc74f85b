using Gatehouse.Pipeline;
using Gatehouse.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>Applies header edits to the header collections of ASP.NET Core.</summary>
internal static class RequestEdits
{
    /// <summary>The rule's edits of the request, then the backend's.</summary>
    internal static void ApplyToRequest(in RequestDecision decision, IHeaderDictionary headers)
    {
        Apply(decision.Rule!.Filters.RequestHeaders, headers);
        Apply(decision.Backend!.Filters.RequestHeaders, headers);
    }

    /// <summary>The backend's edits of the answer, then the rule's: the way out is the way in, backwards.</summary>
    internal static void ApplyToResponse(in RequestDecision decision, IHeaderDictionary headers)
    {
        Apply(decision.Backend!.Filters.ResponseHeaders, headers);
        Apply(decision.Rule!.Filters.ResponseHeaders, headers);
    }

    private static void Apply(ReadOnlySpan<HeaderEdit> edits, IHeaderDictionary headers)
    {
        foreach (ref readonly HeaderEdit edit in edits)
        {
            string name = edit.Name.Value;

            if (IsFraming(name))
            {
                continue;
            }

            switch (edit.Kind)
            {
                case HeaderEditKind.Set:
                    headers[name] = edit.Value;
                    break;
                case HeaderEditKind.Add:
                    headers[name] = StringValues.Concat(headers[name], edit.Value);
                    break;
                default:
                    headers.Remove(name);
                    break;
            }
        }
    }

    // These say where a message ends and whom it is for. An edit of one would let a configuration smuggle requests;
    // the host is changed by UrlRewrite alone (Gateway API, HTTPHeaderFilter).
    private static bool IsFraming(string name) =>
        name is "content-length" or "transfer-encoding" or "connection" or "host" or "upgrade" or "keep-alive" or "te" or "trailer";
}
