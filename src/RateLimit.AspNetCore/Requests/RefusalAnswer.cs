using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>
/// Answers a refused request: 429 and <c>Retry-After</c>, with a problem (RFC 9457) where the application has added problem details and the
/// client accepts them, else a line of text; for gRPC RESOURCE_EXHAUSTED. The reason goes to the log.
/// </summary>
internal sealed partial class RefusalAnswer(ILogger<RefusalAnswer> logger, IProblemDetailsService? problems = null)
{
    // Registered by draft-ietf-httpapi-ratelimit-headers-10 section 4.
    private const string ProblemType = "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private const string GrpcResourceExhausted = "8";

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        Refused(logger, refusal.Plan, refusal.Limit, refusal.Reason, refusal.RetryAfterSeconds);
        HttpResponse response = context.Response;

        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (IsGrpc(context.Request.ContentType))
        {
            return WriteGrpcAsync(response);
        }

        response.StatusCode = StatusCodes.Status429TooManyRequests;
        return problems is null ? WriteTextAsync(response, refusal) : WriteProblemAsync(context, refusal, problems);
    }

    // A gRPC client takes 429 for UNAVAILABLE, and would try again at once. "application/grpc-web" has a framing of its own.
    private static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == "application/grpc".Length || contentType["application/grpc".Length] is '+' or ';');

    private static Task WriteGrpcAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = GrpcResourceExhausted;
        response.Headers["grpc-message"] = "rate limit exceeded";
        return response.CompleteAsync();
    }

    private static Task WriteTextAsync(HttpResponse response, Refusal refusal)
    {
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync($"{Detail(refusal)}\n");
    }

    private static async Task WriteProblemAsync(HttpContext context, Refusal refusal, IProblemDetailsService problems)
    {
        ProblemDetails problem = new()
        {
            Type = ProblemType,
            Title = "Too Many Requests",
            Status = StatusCodes.Status429TooManyRequests,
            Detail = Detail(refusal),
        };

        // A limit's name has nothing that JSON would escape. An element, since trimmed applications write no other array here.
        using JsonDocument violated = JsonDocument.Parse($"[\"{refusal.Limit}\"]");
        problem.Extensions["violated-policies"] = violated.RootElement;

        if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }))
        {
            await WriteTextAsync(context.Response, refusal);
        }
    }

    private static string Detail(Refusal refusal) =>
        refusal.Reason == AdmissionReason.CostAboveLimit ? "The request costs more than its limit ever allows."
        : refusal.RetryAfterSeconds is { } seconds ? $"Too many requests; retry after {seconds} s."
        : "Too many requests.";

    [LoggerMessage(1, LogLevel.Information, "refused by plan {Plan} limit {Limit}: {Reason}, retry after {RetryAfterSeconds} s")]
    private static partial void Refused(ILogger logger, string plan, string limit, AdmissionReason reason, long? retryAfterSeconds);
}
