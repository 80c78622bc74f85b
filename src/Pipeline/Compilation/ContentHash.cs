using System.Security.Cryptography;
using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Pipeline;

/// <summary>
/// Names configurations by their content. It remembers the digest of every route of its last configuration: a reload
/// changes few of them, and the others are the same objects. Not thread-safe.
/// </summary>
internal sealed class ContentHash
{
    private Dictionary<object, Digest> _last = new(ReferenceEqualityComparer.Instance);
    private Dictionary<object, Digest> _next = new(ReferenceEqualityComparer.Instance);

    /// <summary>SHA-256 of the canonical text, 64 hexadecimal digits in lower case.</summary>
    internal string Of(TrafficConfig config)
    {
        string text = CanonicalText.Of(config, this);
        (_last, _next) = (_next, _last);
        _next.Clear();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>One digest of a list whose order means nothing.</summary>
    /// <param name="items">The items: immutable, so that the same object has the same text.</param>
    /// <param name="textOf">The canonical text of an item.</param>
    internal string OfAll<T>(ValueList<T> items, Func<T, string> textOf)
        where T : class
    {
        Digest[] digests = new Digest[items.Count];

        for (int i = 0; i < digests.Length; i++)
        {
            T item = items[i];

            if (!_last.TryGetValue(item, out digests[i]))
            {
                digests[i] = Digest.Of(textOf(item));
            }

            // A route of several listeners comes by several times.
            _next.TryAdd(item, digests[i]);
        }

        Array.Sort(digests);
        byte[] whole = new byte[digests.Length * Digest.Length];

        for (int i = 0; i < digests.Length; i++)
        {
            digests[i].WriteTo(whole.AsSpan(i * Digest.Length));
        }

        return Convert.ToHexStringLower(SHA256.HashData(whole));
    }
}
