using Gatehouse.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Yarp.Tests;

public class ForwardFailureTests
{
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, (int)ForwardOutcome.Unreachable)]
    [InlineData(HttpRequestError.NameResolutionError, (int)ForwardOutcome.Unreachable)]
    [InlineData(HttpRequestError.SecureConnectionError, (int)ForwardOutcome.Unreachable)]
    [InlineData(HttpRequestError.ResponseEnded, (int)ForwardOutcome.Broken)]
    [InlineData(HttpRequestError.InvalidResponse, (int)ForwardOutcome.Broken)]
    [InlineData(HttpRequestError.HttpProtocolError, (int)ForwardOutcome.Broken)]
    public void A_failed_request_is_told_by_whether_there_was_a_connection(HttpRequestError error, int outcome) =>
        Assert.Equal(outcome, (int)ForwardFailure.OutcomeOf(ForwarderError.Request, new HttpRequestException(error)));

    [Fact]
    public void Connecting_for_too_long_is_no_connection()
    {
        TaskCanceledException canceled = new("connect", new TimeoutException());
        Assert.Equal(ForwardOutcome.Unreachable, ForwardFailure.OutcomeOf(ForwarderError.RequestTimedOut, canceled));
    }

    [Fact]
    public void Standing_still_for_too_long_is_a_time_out() =>
        Assert.Equal(ForwardOutcome.TimedOut, ForwardFailure.OutcomeOf(ForwarderError.RequestTimedOut, new OperationCanceledException()));

    [Fact]
    public void A_body_is_blamed_on_whose_it_is()
    {
        Assert.Equal(ForwardOutcome.BadBody, ForwardFailure.OutcomeOf(ForwarderError.RequestBodyClient, new IOException()));
        Assert.Equal(ForwardOutcome.Broken, ForwardFailure.OutcomeOf(ForwarderError.RequestBodyDestination, new IOException()));
    }

    [Fact]
    public void What_cannot_be_put_into_the_backends_protocol_is_not_the_backends_fault()
    {
        Assert.Equal(ForwardOutcome.Unsendable, ForwardFailure.OutcomeOf(ForwarderError.RequestCreation, new NotSupportedException()));
    }
}
