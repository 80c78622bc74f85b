using System.Buffers;

namespace Gatehouse.Hosting;

/// <summary>Room for one text: on the caller's stack while it fits, rented when it does not. Dispose returns it.</summary>
internal ref struct TextBuffer(Span<char> stack)
{
    private char[]? _rented;
    private Span<char> _room = stack;

    /// <summary>All the room there is now.</summary>
    internal readonly Span<char> Room => _room;

    /// <summary>Makes room; what was written is lost.</summary>
    internal void Reserve(int length)
    {
        if (length > _room.Length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(length);
            Dispose();
            _rented = larger;
            _room = larger;
        }
    }

    /// <summary>Doubles the room; <see langword="false"/> where that would pass <see cref="Limits.TargetCharsMax"/>.</summary>
    internal bool TryGrow()
    {
        if (_room.Length > Limits.TargetCharsMax / 2)
        {
            return false;
        }

        Reserve(_room.Length * 2);
        return true;
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
            _rented = null;
            _room = default;
        }
    }
}
