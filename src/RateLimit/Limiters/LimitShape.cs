namespace Gatehouse.RateLimit;

/// <summary>One version of a limit, and how levels of the versions before it are read. Immutable.</summary>
/// <remarks>
/// A level carries its version modulo four. A reload converts all levels before the next one may begin, so at most the last
/// two versions are met, and a third if a thread was held up in between.
/// </remarks>
internal sealed class LimitShape
{
    private const int VersionsKept = 2;

    private readonly LimitShape? _before;
    private readonly LimitTime _since;

    public LimitShape(CompiledLimit limit)
    {
        Limit = limit;
    }

    private LimitShape(CompiledLimit limit, LimitShape? before, ulong mark, LimitTime since)
    {
        Limit = limit;
        Mark = mark;
        _before = before;
        _since = since;
    }

    public CompiledLimit Limit { get; }

    /// <summary>The version in its place in a level.</summary>
    public ulong Mark { get; }

    public LimitShape Next(CompiledLimit limit, LimitTime since) =>
        new(limit, Truncated(VersionsKept), Mark + (1UL << Level.VersionShift), since);

    public bool IsCurrent(ulong level) => (level & Level.VersionMask) == Mark;

    /// <summary>A level of this or an earlier version, under this version.</summary>
    public ulong Convert(ulong level)
    {
        if (IsCurrent(level))
        {
            return level;
        }

        // A version that is not remembered is one that nobody can have written; what it would say is kept rather than dropped.
        return _before is null
            ? (level & ~Level.VersionMask) | Mark
            : Level.Convert(_before.Limit, Limit, _before.Convert(level), _since) | Mark;
    }

    /// <summary>Whether a receipt of an earlier version can still be taken back from a level of this one.</summary>
    public bool Understands(ulong receipt)
    {
        LimitShape shape = this;

        while (!shape.IsCurrent(receipt))
        {
            if (shape._before is null || !Level.HaveOneLayout(shape._before.Limit, shape.Limit))
            {
                return false;
            }

            shape = shape._before;
        }

        return true;
    }

    private LimitShape Truncated(int versions) => new(Limit, versions > 1 ? _before?.Truncated(versions - 1) : null, Mark, _since);
}
