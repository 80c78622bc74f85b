using System.Numerics;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Reads a raw query pair by pair, left to right. A pair without '=' has an empty value; empty pairs are passed over.</summary>
internal ref struct QueryReader<TText>(ReadOnlySpan<TText> query)
    where TText : unmanaged, IBinaryInteger<TText>
{
    private ReadOnlySpan<TText> _rest = query;

    public bool TryRead(out ReadOnlySpan<TText> name, out ReadOnlySpan<TText> value)
    {
        while (!_rest.IsEmpty)
        {
            int end = _rest.IndexOf(TextUnits.FromAscii<TText>('&'));
            ReadOnlySpan<TText> pair = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];

            if (!pair.IsEmpty)
            {
                int equals = pair.IndexOf(TextUnits.FromAscii<TText>('='));
                name = equals < 0 ? pair : pair[..equals];
                value = equals < 0 ? default : pair[(equals + 1)..];
                return true;
            }
        }

        name = default;
        value = default;
        return false;
    }
}
