using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.RateLimit.AspNetCore.Tests;

/// <summary>A request costs one string, the value of <c>RateLimit</c>; it changes with every request.</summary>
public class AllocationTests
{
    // "second";r=999999;t=1 has 21 characters: 22 bytes of header and length, 42 of text, rounded up to 8.
    private const int LevelBytes = 64;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_that_is_admitted_allocates_the_value_of_RateLimit_and_nothing_else(bool byHeader)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new Microsoft.Extensions.Time.Testing.FakeTimeProvider())
            .AddGatehouseRateLimit(
                [TestPlans.Bucket("free", 10), TestPlans.Bucket("gold", 1_000_000)],
                options =>
                {
                    options.Key = byHeader ? RequestKey.Header("x-customer") : RequestKey.ClientAddress;
                    options.PlanOf = static (_, _) => "gold";
                    options.DefaultPlan = "free";
                })
            .BuildServiceProvider();
        ApplicationBuilder builder = new(services);
        builder.UseGatehouseRateLimit();
        builder.Run(static _ => Task.CompletedTask);
        RequestDelegate pipeline = builder.Build();
        StartingResponse response = new();
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse("2001:db8::1") } };
        context.Features.Set<IHttpResponseFeature>(response);
        context.Request.Headers["x-customer"] = "customer-7";

        long bytes = Allocations.Of(() =>
        {
            Assert.True(pipeline(context).IsCompletedSuccessfully);
            response.Start();
        });

        Assert.StartsWith("\"second\";r=", response.Level, StringComparison.Ordinal);
        Assert.InRange(bytes, 1, Allocations.MeasuredCalls * LevelBytes);
    }

    /// <summary>A response that starts when it is told to, without the server's own cost.</summary>
    private sealed class StartingResponse : IHttpResponseFeature
    {
        private Func<object, Task>? _callback;
        private object? _state;

        public int StatusCode { get; set; } = 200;

        public string? ReasonPhrase { get; set; }

        public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

        public Stream Body { get; set; } = Stream.Null;

        public bool HasStarted => false;

        public string? Level { get; private set; }

        public void OnStarting(Func<object, Task> callback, object state) => (_callback, _state) = (callback, state);

        public void OnCompleted(Func<object, Task> callback, object state)
        {
        }

        public void Start()
        {
            Assert.True(_callback!(_state!).IsCompletedSuccessfully);
            Level = Headers["RateLimit"];
            Headers.Remove("RateLimit");
            Headers.Remove("RateLimit-Policy");
        }
    }
}
