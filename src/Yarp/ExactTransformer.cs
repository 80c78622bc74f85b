using System.Diagnostics;
using System.Net.Http.Headers;
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

    // Both are over when they return: copying headers waits for nothing.
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        ValueTask copied = base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Debug.Assert(copied.IsCompletedSuccessfully);
        Exchange exchange = httpContext.Features.Get<Exchange>()!;
        proxyRequest.RequestUri = new Uri(destinationPrefix + exchange.Target, Verbatim);

        if (exchange.Host is { } host)
        {
            proxyRequest.Headers.Host = host;
        }
        return copied;
    }

    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken)
    {
        ValueTask<bool> copied = base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        Debug.Assert(copied.IsCompletedSuccessfully);

        if (proxyResponse is not null)
        {
            DropNamedByConnection(httpContext.Response, proxyResponse);
            httpContext.Features.Get<Exchange>()!.EditResponse(httpContext.Response);
        }

        return copied;
    }

    // YARP drops the well-known fields of one hop; those that Connection names it passes on (RFC 9110 section 7.6.1).
    private static void DropNamedByConnection(HttpResponse response, HttpResponseMessage answer)
    {
        // Not by answer.Headers.Connection, which makes three objects to say that there is none.
        if (!answer.Headers.NonValidated.TryGetValues("Connection", out HeaderStringValues lines))
        {
            return;
        }

        foreach (string line in lines)
        {
            foreach (Range part in line.AsSpan().Split(','))
            {
                ReadOnlySpan<char> name = line.AsSpan()[part].Trim(" \t");

                if (!name.IsEmpty && !IsFraming(name))
                {
                    response.Headers.Remove(name.ToString());
                }
            }
        }
    }

    // What the answer's end hangs on is not the backend's to drop.
    private static bool IsFraming(ReadOnlySpan<char> name) =>
        name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase);
}
