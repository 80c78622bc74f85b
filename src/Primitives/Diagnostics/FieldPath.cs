using System.Globalization;
using System.Text;

namespace Gatehouse.Primitives.Diagnostics;

/// <summary>
/// The way to one field of one object, as the object's author would write it:
/// <c>spec.rules[0].matches[1].path.value</c>. Immutable; a step shares everything before it.
/// </summary>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private FieldPath(string objectName, FieldPath? parent, string? name, int index)
    {
        ObjectName = objectName;
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>What the object is called in its configuration: <c>HTTPRoute shop/products</c>.</summary>
    public string ObjectName { get; }

    /// <summary>The step before this one; <see langword="null"/> at the object itself.</summary>
    public FieldPath? Parent => _parent;

    /// <summary>The field or key of this step; <see langword="null"/> for an index and for the object itself.</summary>
    public string? Name => _name;

    /// <summary>The position in a list; -1 where the step is a name or the object itself.</summary>
    public int Position => _index;

    /// <summary>The object itself.</summary>
    /// <param name="objectName">Kind, then namespace and name: <c>HTTPRoute shop/products</c>.</param>
    public static FieldPath Of(string objectName) => new(objectName, null, null, -1);

    /// <summary>A field of the value at this path.</summary>
    public FieldPath Field(string name) => new(ObjectName, this, name, -1);

    /// <summary>An item of the list at this path.</summary>
    /// <param name="index">The item's position, from 0.</param>
    public FieldPath Index(int index) => new(ObjectName, this, null, index);

    /// <summary>The path without the object's name; empty for the object itself.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        if (_parent is null)
        {
            return;
        }

        _parent.Append(text);

        if (_name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
        }
        else if (_name.AsSpan().ContainsAny("./[] "))
        {
            // A label such as gateway.networking.k8s.io/name would read as four fields.
            text.Append(CultureInfo.InvariantCulture, $"['{_name}']");
        }
        else
        {
            text.Append(text.Length == 0 ? "" : ".").Append(_name);
        }
    }
}
