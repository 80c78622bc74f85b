using System.Net;
using System.Security.Cryptography;
using Gatehouse.Pipeline;
using Gatehouse.Testing;
using Gatehouse.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Hosting.Tests.Tls;

/// <summary>Bodies that come over TLS.</summary>
public sealed class TlsUploadTests
{
    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(1, 100_000)]
    [InlineData(1, 4_000_000)]
    [InlineData(2, 4_000_000)]
    public async Task A_body_arrives_whole(int httpMajor, int length)
    {
        int port = FreePorts.Next();
        byte[] body = RandomNumberGenerator.GetBytes(length);
        using MemoryStream seen = new();
        Exception? failure = null;
        CodeConfigSource source = new(new TrafficConfig { Ports = [TlsGateway.PortOf("shop.example") with { Port = port }] });
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGatehouse(gatehouse => gatehouse.UseSource(source).UseYarp());
        await using WebApplication gateway = builder.Build();
        gateway.Use(next => async context =>
        {
            try
            {
                await context.Request.Body.CopyToAsync(seen);
            }
            catch (Exception reading)
            {
                failure = reading;
            }
        });
        gateway.UseGatehouse();
        await gateway.StartAsync();
        TlsClient client = new(port) { HttpMajor = httpMajor };
        using HttpClient http = client.NewHttpClient();
        using HttpRequestMessage request = new(HttpMethod.Post, client.UriOf("shop.example"))
        {
            Version = httpMajor == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };

        using HttpResponseMessage answer = await http.SendAsync(request);

        Assert.True(failure is null, $"{failure}");
        Assert.Equal(body, seen.ToArray());
    }
}
