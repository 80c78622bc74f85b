using System.Globalization;

namespace Gatehouse.Routing;

/// <summary>Text written piece by piece into a buffer of the caller's; what does not fit is refused.</summary>
internal ref struct TextBuffer(Span<char> destination)
{
    private readonly Span<char> _destination = destination;

    public int Length { get; private set; }

    public bool TryWrite(ReadOnlySpan<char> text)
    {
        bool fits = text.TryCopyTo(_destination[Length..]);
        Length += fits ? text.Length : 0;
        return fits;
    }

    public bool TryWrite(int number)
    {
        bool fits = number.TryFormat(_destination[Length..], out int written, provider: CultureInfo.InvariantCulture);
        Length += written;
        return fits;
    }
}
