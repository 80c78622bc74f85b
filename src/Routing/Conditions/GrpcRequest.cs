using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Tells gRPC requests from others, by their content type as the gRPC protocol over HTTP/2 defines it.</summary>
internal static class GrpcRequest
{
    private static readonly HeaderName ContentType = HeaderName.Parse("content-type");

    public static bool Is<TRequest, TText>(scoped ref TRequest request)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged =>
        request.GetHeader(ContentType, 0, out ReadOnlySpan<TText> value) == 1 && IsGrpc(value);

    private static bool IsGrpc<TText>(ReadOnlySpan<TText> contentType)
        where TText : unmanaged
    {
        ReadOnlySpan<byte> name = "application/grpc"u8;

        return contentType.Length >= name.Length
            && contentType[..name.Length].EqualsAsciiIgnoreCase(name)
            && (contentType.Length == name.Length || TextUnits.ToNumber(contentType[name.Length]) is '+' or ';');
    }
}
