using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Gatehouse.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>Writes the trace fields that a backend gets.</summary>
internal sealed class TraceHeaders(IOptions<GatehouseOptions> options, RandomSource random)
{
    private readonly TracingOptions _options = options.Value.Tracing;

    /// <summary>Whether what the client says of its trace is not taken over.</summary>
    internal bool RestartsTrace => _options.RestartTrace;

    /// <summary>
    /// Makes the backend's span a child of ours. Where none is recorded the client's fields pass on, in this version and
    /// without what is not valid.
    /// </summary>
    internal void Write(IHeaderDictionary headers, Activity? span, in TraceContext client)
    {
        if (Parent(span, in client, out string? state) is { } parent)
        {
            Set(headers, parent, state);
        }
        else if (client.IsPresent && !_options.RestartTrace)
        {
            Set(headers, client.ParentText ?? client.Parent.ToString(), client.State);
        }
        else
        {
            Set(headers, null, null);
        }

        BoundBaggage(headers);
    }

    /// <summary>
    /// Takes the client's baggage from ASP.NET Core's span where it may not pass: from there .NET's HTTP clients would send it on.
    /// </summary>
    internal void DropBaggage(Activity? outer)
    {
        if (outer is null || _options.PassBaggage)
        {
            return;
        }

        // Copied, since what is enumerated changes; where there is none nothing is allocated.
        foreach (string name in outer.Baggage.Select(static item => item.Key).ToArray())
        {
            outer.SetBaggage(name, null);
        }
    }

    /// <summary>Whether baggage of that size in characters may pass.</summary>
    internal static bool IsBounded(in StringValues baggage)
    {
        int length = 0;

        for (int i = 0; i < baggage.Count; i++)
        {
            length += (baggage[i]?.Length ?? 0) + (i == 0 ? 0 : 1);
        }

        return length <= Limits.BaggageBytesMax;
    }

    /// <summary>A span's <c>traceparent</c>; the sampled flag is its own, the other is its trace's.</summary>
    internal static string TextOf(Activity span, in TraceContext client)
    {
        Span<byte> traceBytes = stackalloc byte[16], spanBytes = stackalloc byte[sizeof(ulong)];
        span.TraceId.CopyTo(traceBytes);
        span.SpanId.CopyTo(spanBytes);
        UInt128 traceId = BinaryPrimitives.ReadUInt128BigEndian(traceBytes);
        ulong spanId = BinaryPrimitives.ReadUInt64BigEndian(spanBytes);

        // Of a trace that began here .NET made the id, all of it at random, unless the host made it otherwise.
        byte flags = client.Parent.TraceId == traceId
            ? (byte)(client.Parent.Flags & TraceParent.RandomId)
            : Activity.TraceIdGenerator is null && span.ParentSpanId == default ? TraceParent.RandomId : (byte)0;

        return new TraceParent(traceId, spanId, (byte)(flags | (span.Recorded ? TraceParent.Sampled : 0))).ToString();
    }

    private string? Parent(Activity? span, in TraceContext client, out string? state)
    {
        state = null;

        // A span that a sampler left out is the parent only of a trace that began with it: it says "not sampled".
        if (span is { IdFormat: ActivityIdFormat.W3C } && (span.Recorded || !client.IsPresent || _options.RestartTrace))
        {
            state = Own(span.SpanId.ToHexString(), span.TraceStateString);
            return TextOf(span, in client);
        }

        return _options.AlwaysParticipate ? NewParent(in client, out state) : null;
    }

    private string NewParent(in TraceContext client, out string? state)
    {
        bool goesOn = client.IsPresent && !_options.RestartTrace;
        TraceParent parent = goesOn
            ? client.Parent with { ParentId = random.Next() | 1 }
            : new TraceParent(new UInt128(random.Next(), random.Next() | 1), random.Next() | 1, TraceParent.RandomId);

        state = Own(parent.ParentId.ToString("x16", CultureInfo.InvariantCulture), goesOn ? client.State : null);
        return parent.ToString();
    }

    private string? Own(string spanId, string? others) => _options.TraceStateKey is { } key
        ? TraceState.WithOwn(key, spanId, others)
        : string.IsNullOrEmpty(others) ? null : others;

    // Setting a field costs more than looking at it, and most requests have none or keep theirs.
    private static void Set(IHeaderDictionary headers, string? parent, string? state)
    {
        if (!Is(headers.TraceParent, parent))
        {
            headers.TraceParent = parent;
        }

        if (!Is(headers.TraceState, state))
        {
            headers.TraceState = state;
        }
    }

    private static bool Is(in StringValues lines, string? text) =>
        text is null ? lines.Count == 0 : lines.Count == 1 && ReferenceEquals(lines[0], text);

    private void BoundBaggage(IHeaderDictionary headers)
    {
        if (headers.Baggage is { Count: > 0 } baggage && !(_options.PassBaggage && IsBounded(baggage)))
        {
            headers.Baggage = default;
        }
    }
}
