using System.Net;
using System.Net.Sockets;
using Gatehouse.Backends.Grpc;
using Gatehouse.Testing;
using Grpc.Core;
using Grpc.Net.Client;

namespace Gatehouse.Conformance;

/// <summary>Calls one of the three like methods through a gateway, as a gRPC client does.</summary>
internal static class GrpcCaller
{
    /// <summary>The pod that answered, <c>infra/v1</c>, or the status, <c>Unimplemented</c>.</summary>
    internal static async Task<string> CallAsync(IPEndPoint at, string authority, string method, params string[] metadata)
    {
        try
        {
            EchoReply reply = await ReplyAsync(at, authority, method, metadata);
            return $"{reply.Namespace}/{reply.Service}";
        }
        catch (RpcException failure)
        {
            return failure.StatusCode.ToString();
        }
    }

    internal static async Task<EchoReply> ReplyAsync(IPEndPoint at, string authority, string method, params string[] metadata)
    {
        using GrpcChannel channel = ChannelTo(at, authority);
        Echo.EchoClient client = new(channel);
        CallOptions options = new(MetadataOf(metadata), DateTime.UtcNow + Eventually.Patience);
        EchoRequest request = new() { Text = method, Count = 1 };

        return method switch
        {
            "Say" => await client.SayAsync(request, options),
            "SayTwo" => await client.SayTwoAsync(request, options),
            "SayThree" => await client.SayThreeAsync(request, options),
            _ => await FirstAsync(client.Repeat(request, options)),
        };
    }

    internal static Metadata MetadataOf(IEnumerable<string> lines)
    {
        Metadata metadata = [];

        foreach (string line in lines)
        {
            string[] parts = line.Split(": ");
            metadata.Add(parts[0], parts[1]);
        }

        return metadata;
    }

    // The channel's address gives the :authority; where it really connects is the endpoint.
    private static GrpcChannel ChannelTo(IPEndPoint at, string authority) => GrpcChannel.ForAddress($"http://{authority}", new GrpcChannelOptions
    {
        DisposeHttpClient = true,
        HttpHandler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                Socket socket = new(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(at, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
    });

    private static async Task<EchoReply> FirstAsync(AsyncServerStreamingCall<EchoReply> call)
    {
        using (call)
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            return call.ResponseStream.Current;
        }
    }
}
