using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Pipeline;

/// <summary>Names a configuration by its content.</summary>
internal static class ContentHash
{
    /// <summary>SHA-256 of the canonical text, 64 hexadecimal digits in lower case.</summary>
    internal static string Of(TrafficConfig config) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText.Of(config))));
}
