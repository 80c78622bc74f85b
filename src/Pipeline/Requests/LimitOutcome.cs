namespace Gatehouse.Pipeline;

/// <summary>What a limit did to a request. Zero is the safe answer: nothing is known.</summary>
public enum LimitOutcome : byte
{
    /// <summary>It was not charged, since another limit refused.</summary>
    None = 0,

    /// <summary>It refused.</summary>
    Refused,

    /// <summary>It was charged.</summary>
    Admitted,

    /// <summary>In dry run: it would have refused.</summary>
    DryRunRefused,

    /// <summary>In dry run: it would have admitted.</summary>
    DryRunAdmitted,
}
