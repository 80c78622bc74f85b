namespace Gatehouse.RateLimit;

/// <summary>
/// Levels that several processes share: the same limits and the same arithmetic, kept elsewhere. A request's limits are all
/// charged or none. Whoever asks calls <see cref="TryCharge"/> first, which never waits, and awaits <see cref="ChargeAsync"/>
/// only where that could not decide. Safe for any number of threads.
/// </summary>
/// <remarks>
/// A <see cref="LimitCharge"/> names its limit by its <see cref="Limiter"/>, whose levels in memory are not touched. Keys have to be
/// hashed under one seed by everybody who shares (<see cref="LimitRegistryOptions.Seed"/>). No two charges of a request may have both
/// limiter and key in common.
/// </remarks>
public interface IRemoteLimitStore
{
    /// <summary>Charges a request if that can be decided at once: from what is held here, or because the store is known to be away.</summary>
    /// <param name="terms">How the limits are shared.</param>
    /// <param name="charges">The charges, at most <see cref="Limits.LimitsPerRequestMax"/>; none admits.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">
    /// Gets the answer to each charge; at least as long. Answers stay <c>default</c>, and no field is sent of them, where the store is
    /// away and nobody counts.
    /// </param>
    /// <param name="decision">The answer of all of them.</param>
    /// <returns>Whether it was decided; if not, nothing was charged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative.</exception>
    bool TryCharge(RemoteTerms terms, ReadOnlySpan<LimitCharge> charges, in LimitTime now, Span<LimitDecision> decisions, out AdmissionDecision decision);

    /// <summary>Charges a request, and waits for the store where it has to: never longer than the store's deadline.</summary>
    /// <param name="terms">How the limits are shared.</param>
    /// <param name="charges">The charges. They stay as they are until the answer is there.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">Gets the answer to each charge, as with <see cref="TryCharge"/>.</param>
    /// <param name="cancellationToken">Ends the waiting. Whether the request was charged is then not known.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    ValueTask<AdmissionDecision> ChargeAsync(
        RemoteTerms terms, ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the permits of concurrency limits back when an admitted request has ended, without waiting. Call it at most once for a
    /// request; a permit that cannot be given back is free when its lease has run out.
    /// </summary>
    /// <param name="charges">What was charged.</param>
    /// <param name="decisions">What was answered.</param>
    /// <param name="now">The time.</param>
    void Release(ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<LimitDecision> decisions, in LimitTime now);
}
