using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>The trace that a request came in. <c>default</c>: it came in none, or what it said was not valid.</summary>
/// <param name="Parent">Trace, span and flags.</param>
/// <param name="ParentText">The same as it is passed on, where that is a text that exists already.</param>
/// <param name="State">The valid <c>tracestate</c>.</param>
internal readonly record struct TraceContext(TraceParent Parent, string? ParentText, string? State)
{
    /// <summary>Whether the request came in a trace.</summary>
    internal bool IsPresent => Parent.IsPresent;

    /// <summary>Reads both fields. A second <c>traceparent</c> makes both invalid, and without a valid one there is no <c>tracestate</c>.</summary>
    internal static TraceContext Read(IHeaderDictionary headers)
    {
        StringValues lines = headers.TraceParent;
        return lines.Count == 1 ? Read(lines[0], headers.TraceState) : default;
    }

    /// <inheritdoc cref="Read(IHeaderDictionary)"/>
    internal static TraceContext Read(string? parentText, in StringValues state)
    {
        ReadOnlySpan<char> text = parentText.AsSpan().Trim(" \t");
        return TraceParent.TryParse(text, out TraceParent parent)
            ? new TraceContext(parent, parent.IsTextOf(parentText) ? parentText : null, TraceState.Read(state))
            : default;
    }

    /// <summary>The same for .NET's spans; their flags know only whether a span is sampled.</summary>
    internal ActivityContext ToActivityContext()
    {
        if (!IsPresent)
        {
            return default;
        }

        Span<byte> traceId = stackalloc byte[16], spanId = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt128BigEndian(traceId, Parent.TraceId);
        BinaryPrimitives.WriteUInt64BigEndian(spanId, Parent.ParentId);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(traceId),
            ActivitySpanId.CreateFromBytes(spanId),
            (ActivityTraceFlags)(Parent.Flags & TraceParent.Sampled),
            State,
            isRemote: true);
    }
}
