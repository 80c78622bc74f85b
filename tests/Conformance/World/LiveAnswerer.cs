using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Backends;
using Gatehouse.Oracle;

namespace Gatehouse.Conformance;

/// <summary>What a live gateway answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Header">A header's value by its name, lines joined by a comma; <see langword="null"/> where there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record LiveAnswer(int Status, Func<string, string?> Header, string Body)
{
    /// <summary>What the pod saw; <see langword="null"/> where no pod answered.</summary>
    internal EchoAnswer? Echo => Status == 200 && Body.StartsWith('{') ? EchoAnswer.Parse(Body) : null;

    /// <summary>As <see cref="ConfigAnswerer"/> tells it.</summary>
    public override string ToString() => Echo?.Pod ?? (Status is >= 300 and < 400 ? $"{Status} {Header("location")}" : $"{Status}");
}

/// <summary>Asks a live gateway, by HTTP/1.1 on raw sockets and by HTTP/2 with prior knowledge.</summary>
internal sealed class LiveAnswerer : IDisposable
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly ConcurrentDictionary<IPEndPoint, HttpClient> _clients = [];

    public void Dispose()
    {
        foreach (HttpClient client in _clients.Values)
        {
            client.Dispose();
        }
    }

    internal static async Task<string> ByHttp1Async(IPEndPoint at, OracleRequest request) => (await AskHttp1Async(at, request)).ToString();

    internal async Task<string> ByHttp2Async(IPEndPoint at, OracleRequest request) => (await AskHttp2Async(at, request)).ToString();

    internal static async Task<LiveAnswer> AskHttp1Async(IPEndPoint at, OracleRequest request)
    {
        StringBuilder text = new($"{request.Method} {TargetOf(request)} HTTP/1.1\r\nHost: {request.Host}\r\n");

        foreach (FieldLine line in request.Headers)
        {
            text.Append($"{line.Name}: {line.Value}\r\n");
        }

        RawAnswer answer = await RawClient.AskAsync(at, text.Append("\r\n").ToString());
        return new LiveAnswer(answer.Status, name => JoinedHeader(answer.Head, name), answer.Body);
    }

    internal async Task<LiveAnswer> AskHttp2Async(IPEndPoint at, OracleRequest request)
    {
        using HttpRequestMessage message = new(new HttpMethod(request.Method), new Uri($"http://{at}{TargetOf(request)}", Verbatim))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.Host = request.Host;

        foreach (FieldLine line in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(line.Name, line.Value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(line.Name, line.Value);
            }
        }

        using HttpResponseMessage answer = await ClientOf(at).SendAsync(message);
        string body = await answer.Content.ReadAsStringAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new LiveAnswer((int)answer.StatusCode, headers.GetValueOrDefault, body);
    }

    private static string TargetOf(OracleRequest request) => request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}";

    private static string? JoinedHeader(string head, string name)
    {
        string[] values = [.. head.Split("\r\n")
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())];
        return values.Length == 0 ? null : string.Join(",", values);
    }

    private HttpClient ClientOf(IPEndPoint at) => _clients.GetOrAdd(at, static endPoint => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }));
}
