using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>
/// The compiled routes of one address, port and protocol. Immutable and safe for any number of threads.
/// A match allocates nothing, and its cost does not grow with the number of hosts, paths, header or query values.
/// </summary>
public sealed class RouteTable
{
    /// <summary>Selects the listener and the rule for a request.</summary>
    /// <param name="request">The request, its path normalised by <see cref="RequestPath"/>.</param>
    /// <returns>The rule, or how far the search came.</returns>
    public RouteResult Match<TRequest>(scoped in TRequest request)
        where TRequest : IHttpRequestView, allows ref struct => throw new NotSupportedException();

    /// <inheritdoc cref="Match{TRequest}(in TRequest)"/>
    public RouteResult MatchUtf8<TRequest>(scoped in TRequest request)
        where TRequest : IUtf8HttpRequestView, allows ref struct => throw new NotSupportedException();
}
