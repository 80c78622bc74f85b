using System.Net;

namespace Gatehouse.Yarp;

/// <summary>
/// Sends what there is of a request's body when it is there. The client's own buffer holds up to 4 KiB back, with them the
/// request's head, until more comes or the body ends: a backend that answers piece by piece would wait for ever.
/// </summary>
internal sealed class PromptBodies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } body)
        {
            request.Content = new PromptContent(body);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private sealed class PromptContent : HttpContent
    {
        private readonly HttpContent _body;

        internal PromptContent(HttpContent body)
        {
            _body = body;

            foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in body.Headers.NonValidated)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            _body.CopyToAsync(new PromptStream(stream), context, cancellationToken);

        // A length that is known is among the headers.
        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _body.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
