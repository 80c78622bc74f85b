namespace Gatehouse.RateLimit;

/// <summary>The answer of all limits of a request together. <c>default</c> refuses.</summary>
public readonly struct AdmissionDecision
{
    internal AdmissionDecision(bool isAdmitted, in LimitDecision decisive, int dryRunRefusals)
    {
        IsAdmitted = isAdmitted;
        Decisive = decisive;
        DryRunRefusals = dryRunRefusals;
    }

    /// <summary>Whether the request is admitted. If so every limit was charged, otherwise none.</summary>
    public bool IsAdmitted { get; }

    /// <summary>Why: that of <see cref="Decisive"/>, or <see cref="AdmissionReason.Admitted"/> where there is no limit.</summary>
    public AdmissionReason Reason => IsAdmitted ? AdmissionReason.Admitted : Decisive.Reason;

    /// <summary>
    /// The answer that counts: of the refusals the one that takes longest to pass, else the admission with the fewest permits
    /// left. Its limit is <see langword="null"/> where the request has no limits.
    /// </summary>
    public LimitDecision Decisive { get; }

    /// <summary>How many limits in dry run would have refused it.</summary>
    public int DryRunRefusals { get; }
}
