using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>What is done to a header.</summary>
public enum HeaderEditKind : byte
{
    /// <summary>Every value is replaced by one.</summary>
    Set = 0,

    /// <summary>One value is added after those present.</summary>
    Add,

    /// <summary>Every value is dropped.</summary>
    Remove,
}

/// <summary>One change of one header.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Name">The header.</param>
/// <param name="Value">The value; empty for a removal.</param>
public readonly record struct HeaderEdit(HeaderEditKind Kind, HeaderName Name, string Value);
