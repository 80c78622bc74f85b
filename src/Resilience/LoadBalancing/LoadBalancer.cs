namespace Gatehouse.Resilience;

/// <summary>Chooses the endpoint that gets the next request of one backend. Safe for any number of threads.</summary>
public interface ILoadBalancer
{
    /// <summary>Chooses one of the endpoints.</summary>
    /// <param name="endpoints">The backend's endpoints now; the list may differ from call to call.</param>
    /// <returns>The endpoint; <see langword="null"/> where there is none.</returns>
    UpstreamEndpoint? Pick(ReadOnlySpan<UpstreamEndpoint> endpoints);
}
