using Gatehouse.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp;

/// <summary>What went wrong, in the words of the gateway: who is to blame decides the answer's status.</summary>
internal static class ForwardFailure
{
    internal static ForwardOutcome OutcomeOf(ForwarderError error, HttpContext context)
    {
        if (IsEndOfUpgrade(error))
        {
            return ForwardOutcome.Answered;
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            return ForwardOutcome.ClientGone;
        }

        return context.Response.HasStarted
            ? ForwardOutcome.Aborted
            : OutcomeOf(error, context.Features.Get<IForwarderErrorFeature>()?.Exception);
    }

    internal static ForwardOutcome OutcomeOf(ForwarderError error, Exception? cause)
    {
        if (IsOfConnecting(cause))
        {
            return ForwardOutcome.Unreachable;
        }

        return error switch
        {
            ForwarderError.RequestBodyClient => ForwardOutcome.BadBody,
            ForwarderError.RequestCreation => ForwardOutcome.Unsendable,
            ForwarderError.RequestTimedOut or ForwarderError.RequestBodyCanceled or ForwarderError.RequestCanceled => ForwardOutcome.TimedOut,
            _ => ForwardOutcome.Broken,
        };
    }

    // The handler's own time limit of connecting is a cancellation with a TimeoutException inside; the limit of an
    // exchange that stands still is a cancellation without one.
    private static bool IsOfConnecting(Exception? cause) => cause switch
    {
        HttpRequestException request => request.HttpRequestError
            is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError,
        OperationCanceledException canceled => canceled.InnerException is TimeoutException,
        _ => false,
    };

    // After one side's close frame an upgraded connection ends in any of these ways; none is a failure.
    private static bool IsEndOfUpgrade(ForwarderError error) => error
        is ForwarderError.UpgradeRequestCanceled
        or ForwarderError.UpgradeResponseCanceled
        or ForwarderError.UpgradeActivityTimeout;
}
