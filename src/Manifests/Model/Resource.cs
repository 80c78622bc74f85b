using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>An object of a manifest, valid by its own schema and with its defaults applied.</summary>
internal abstract record Resource
{
    public abstract string Kind { get; }

    public required ObjectMetadata Metadata { get; init; }

    public required ResourceOrigin Origin { get; init; }

    /// <summary>How old it is: what decides between two that want the same.</summary>
    public RouteAge Age => Metadata.CreationTimestamp is { } created
        ? new RouteAge(created)
        : new RouteAge(null, Origin.File, Origin.Ordinal);

    /// <summary>Namespace and name, or the name alone where the kind has no namespace.</summary>
    public string Name => Metadata.FullName;

    public ObjectKey Key => new(Kind, Metadata.Namespace, Metadata.Name);

    /// <summary>What diagnostics call it: <c>HTTPRoute shop/products</c>.</summary>
    public string ObjectName => $"{Kind} {Name}";
}

/// <summary>What every object has (Kubernetes, ObjectMeta).</summary>
internal sealed record ObjectMetadata
{
    public required string Name { get; init; }

    /// <summary>Empty for kinds without namespaces.</summary>
    public required string Namespace { get; init; }

    public ValueList<Label> Labels { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>How often its author changed it: what statuses repeat as observedGeneration. 0 for objects of files.</summary>
    public long Generation { get; init; }

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    public string? FindLabel(string key)
    {
        foreach (Label label in Labels)
        {
            if (label.Key == key)
            {
                return label.Value;
            }
        }

        return null;
    }
}

internal readonly record struct Label(string Key, string Value);

/// <summary>Where an object was written.</summary>
/// <param name="File">The manifest's name.</param>
/// <param name="Ordinal">The object's position in it, from 0.</param>
/// <param name="Root">What was written, for the places of its fields.</param>
internal readonly record struct ResourceOrigin(string File, int Ordinal, ManifestNode Root);
