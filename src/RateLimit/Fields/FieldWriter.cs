using System.Globalization;

namespace Gatehouse.RateLimit;

/// <summary>Writes a structured list into a span, or notices that it does not fit.</summary>
internal ref struct FieldWriter(Span<char> destination)
{
    private readonly Span<char> _destination = destination;
    private int _written;
    private bool _isFull;

    public void Separate()
    {
        if (_written > 0)
        {
            Append(", ");
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (_isFull || !text.TryCopyTo(_destination[_written..]))
        {
            _isFull = true;
            return;
        }

        _written += text.Length;
    }

    public void AppendParameter(ReadOnlySpan<char> name, long value, bool isLeftOut)
    {
        if (isLeftOut)
        {
            return;
        }

        Append(name);

        if (_isFull || !value.TryFormat(_destination[_written..], out int digits, provider: CultureInfo.InvariantCulture))
        {
            _isFull = true;
            return;
        }

        _written += digits;
    }

    public readonly bool TryFinish(out int written)
    {
        written = _isFull ? 0 : _written;
        return !_isFull;
    }
}
