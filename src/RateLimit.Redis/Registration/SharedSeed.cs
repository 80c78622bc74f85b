using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.RateLimit.Redis;

/// <summary>Makes the seed that replicas hash their keys under from a secret that they share.</summary>
public static class SharedSeed
{
    /// <summary>The seed of a secret, for <see cref="LimitRegistryOptions.Seed"/>.</summary>
    /// <param name="secret">The secret, at least <see cref="Limits.SecretLengthMin"/> characters.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public static UInt128 Of(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, Limits.SecretLengthMin, nameof(secret));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash, 8));
    }
}
