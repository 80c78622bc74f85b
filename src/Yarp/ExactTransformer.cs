using System.Diagnostics;
using Gatehouse.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>
/// Sends the target that was matched, byte for byte, and edits the answer. One instance serves every request; what
/// differs between them is their <see cref="Exchange"/>.
/// </summary>
internal sealed class ExactTransformer : HttpTransformer
{
    // Without this Uri would decode %41, remove dot segments and so on: the backend would see another path than the
    // one that was matched. Uri checks nothing then; path and query were checked by the walk.
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    internal static ExactTransformer Instance { get; } = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Exchange exchange = httpContext.Features.Get<Exchange>()!;
        proxyRequest.RequestUri = new Uri(destinationPrefix + exchange.Target, Verbatim);

        if (exchange.Host is { } host)
        {
            proxyRequest.Headers.Host = host;
        }

        PassTrace(proxyRequest);
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken)
    {
        bool isPassedOn = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);

        if (proxyResponse is not null)
        {
            DropNamedByConnection(httpContext.Response, proxyResponse);
            httpContext.Features.Get<Exchange>()!.EditResponse(httpContext.Response);
        }

        return isPassedOn;
    }

    // YARP drops the well-known fields of one hop; those that Connection names it passes on (RFC 9110 section 7.6.1).
    private static void DropNamedByConnection(HttpResponse response, HttpResponseMessage answer)
    {
        foreach (string name in answer.Headers.Connection)
        {
            response.Headers.Remove(name);
        }
    }

    // The backend's span becomes a child of ours. Where nobody traces here, the client's own headers pass unchanged.
    private static void PassTrace(HttpRequestMessage message)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Source.Name: SourceName } span)
        {
            return;
        }

        message.Headers.Remove("traceparent");
        message.Headers.TryAddWithoutValidation("traceparent", span.Id);
        message.Headers.Remove("tracestate");

        if (span.TraceStateString is { Length: > 0 } state)
        {
            message.Headers.TryAddWithoutValidation("tracestate", state);
        }
    }

    private const string SourceName = RequestTelemetry.SourceName;
}
