namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>Every bound of this package beside those of the limits themselves (<see cref="RateLimit.Limits"/>).</summary>
public static class Limits
{
    /// <summary>Responses under way whose fields are kept in reused objects; those of more are garbage.</summary>
    public const int PooledFieldsMax = 4_096;
}
