using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>
/// Which types this process allocates. The runtime samples bytes at random, on average one in 100 KiB (since .NET 9), so
/// each sample stands for that many bytes of its type, whatever order objects are made in.
/// </summary>
internal sealed class AllocationSamples : EventListener
{
    internal const int BytesPerSample = 100 * 1024;

    private const int AllocationSampled = 303;
    private const EventKeywords AllocationSampling = (EventKeywords)0x80000000000;

    private readonly ConcurrentDictionary<string, (long Samples, long ObjectBytes)> _types = new();

    /// <summary>A line for each type: samples, mean size of an object in bytes, name; tabs between.</summary>
    internal string Report()
    {
        StringBuilder lines = new();

        foreach ((string type, (long samples, long objectBytes)) in _types)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{samples}\t{objectBytes / samples}\t{type}\n");
        }

        return lines.ToString();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Informational, AllocationSampling);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId != AllocationSampled || eventData.PayloadNames is not { } names || eventData.Payload is not { } values)
        {
            return;
        }

        string type = values[names.IndexOf("TypeName")] as string ?? "?";
        long size = Convert.ToInt64(values[names.IndexOf("ObjectSize")], CultureInfo.InvariantCulture);
        _types.AddOrUpdate(type, (1, size), (_, seen) => (seen.Samples + 1, seen.ObjectBytes + size));
    }
}
