using System.Text;
using Gatehouse.Backends.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Backends;

/// <summary>The gRPC service that every pod offers on its HTTP/2 port.</summary>
internal sealed class EchoService(EchoPods pods) : Echo.EchoBase
{
    /// <summary>A trailer that <c>Fail</c> sends beside its status.</summary>
    internal const string FailureTrailer = "x-failure";

    public override Task<EchoReply> Say(EchoRequest request, ServerCallContext context) => Task.FromResult(Reply(request, context));

    public override Task<EchoReply> SayTwo(EchoRequest request, ServerCallContext context) => Task.FromResult(Reply(request, context));

    public override Task<EchoReply> SayThree(EchoRequest request, ServerCallContext context) => Task.FromResult(Reply(request, context));

    public override async Task Repeat(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < request.Count; i++)
        {
            await responseStream.WriteAsync(Reply(request, context), context.CancellationToken);
        }
    }

    public override async Task<EchoReply> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        StringBuilder text = new();

        await foreach (EchoRequest request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            text.Append(request.Text);
        }

        return Reply(new EchoRequest { Text = text.ToString() }, context);
    }

    public override async Task Converse(
        IAsyncStreamReader<EchoRequest> requestStream,
        IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context)
    {
        await foreach (EchoRequest request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(Reply(request, context), context.CancellationToken);
        }
    }

    public override async Task Fail(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await Repeat(request, responseStream, context);
        context.ResponseTrailers.Add(FailureTrailer, request.Text);
        throw new RpcException(new Status((StatusCode)request.Status, request.Text));
    }

    public override async Task<EchoReply> Hang(EchoRequest request, ServerCallContext context)
    {
        pods.CountHungCall(1);
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration abort = context.CancellationToken.Register(() => never.TrySetCanceled());

        try
        {
            await never.Task;
            return new EchoReply();
        }
        finally
        {
            pods.CountHungCall(-1);
        }
    }

    private EchoReply Reply(EchoRequest request, ServerCallContext context)
    {
        HttpContext http = context.GetHttpContext();
        EchoPod pod = pods.At(http.Connection.LocalPort);
        EchoReply reply = new()
        {
            Text = request.Text,
            Payload = request.Payload,
            Namespace = pod.Namespace,
            Service = pod.Service,
            Method = context.Method,
            Authority = http.Request.Headers.Host.ToString(),
        };
        reply.Metadata.AddRange(http.Request.Headers.SelectMany(
            header => header.Value.Select(value => new Metadatum { Name = header.Key.ToLowerInvariant(), Value = value })));
        return reply;
    }
}
