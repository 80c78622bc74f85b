using System.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting;

/// <summary>
/// W3C Trace Context for .NET's own spans, by the same strict reading as ours. ASP.NET Core takes it from the services:
/// .NET's refuses higher versions, cuts <c>tracestate</c> to 28 members and lets illegal keys pass. Baggage is read for the
/// application's own endpoints, up to its bound; a request of the gateway loses it again (<see cref="RequestSpans"/>).
/// </summary>
internal sealed class W3CPropagator(IOptions<GatehouseOptions> options) : DistributedContextPropagator
{
    private const string ParentField = "traceparent";
    private const string StateField = "tracestate";
    private const string BaggageField = "baggage";

    private static readonly DistributedContextPropagator Baggage = CreateW3CPropagator();

    private readonly TracingOptions _options = options.Value.Tracing;

    public override IReadOnlyCollection<string> Fields { get; } = [ParentField, StateField, BaggageField];

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = null;
        traceState = null;

        if (getter is null || _options.RestartTrace)
        {
            return;
        }

        getter(carrier, ParentField, out string? parent, out IEnumerable<string>? parents);
        getter(carrier, StateField, out string? state, out IEnumerable<string>? states);
        StringValues parentLines = Lines(parent, parents);

        if (parentLines.Count == 1 && TraceContext.Read(parentLines[0], Lines(state, states)) is { IsPresent: true } context)
        {
            traceId = context.ParentText ?? context.Parent.ToString();
            traceState = context.State;
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter)
    {
        if (getter is null)
        {
            return null;
        }

        getter(carrier, BaggageField, out string? value, out IEnumerable<string>? values);
        return TraceHeaders.IsBounded(Lines(value, values)) ? Baggage.ExtractBaggage(carrier, getter) : null;
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C } || setter is null)
        {
            return;
        }

        setter(carrier, ParentField, TraceHeaders.TextOf(activity, default));

        if (TraceState.Read(activity.TraceStateString) is { } state)
        {
            setter(carrier, StateField, state);
        }

        Baggage.Inject(activity, carrier, (at, name, value) => InjectBaggage(setter, at, name, value));
    }

    private static void InjectBaggage(PropagatorSetterCallback setter, object? carrier, string name, string value)
    {
        if (name == BaggageField && value.Length <= Limits.BaggageBytesMax)
        {
            setter(carrier, name, value);
        }
    }

    private static StringValues Lines(string? one, IEnumerable<string>? many) => many is null ? one : new StringValues([.. many]);
}
