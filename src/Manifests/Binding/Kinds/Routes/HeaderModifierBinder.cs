using Gatehouse.Primitives;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>Reads the changes that a header filter makes.</summary>
internal static class HeaderModifierBinder
{
    private const int HeadersMax = 16;
    private const int ValueMax = 4_096;

    public static HeaderModifier Bind(Fields fields)
    {
        // "Names are case-insensitive", and what a second action would do to the same name is nowhere said.
        Dictionary<string, string> actions = new(StringComparer.OrdinalIgnoreCase);
        HeaderModifier modifier = new()
        {
            Set = BindValues(fields, "set", actions),
            Add = BindValues(fields, "add", actions),
            Remove = BindNames(fields, actions),
        };
        fields.Close();
        return modifier;
    }

    private static ValueList<HeaderValue> BindValues(Fields modifier, string action, Dictionary<string, string> actions)
    {
        List<HeaderValue> values = [];

        foreach (FieldValue item in modifier.Items(action, HeadersMax))
        {
            if (item.Fields() is not { } fields)
            {
                continue;
            }

            FieldValue? name = fields.Require("name");
            string? text = name is { } written ? HeaderRules.Name(written) : null;
            values.Add(new HeaderValue(text ?? "", HeaderRules.Value(fields.Require("value"), ValueMax)));
            Claim(name, text, action, actions);
            fields.Close();
        }

        return values.ToValueList();
    }

    private static ValueList<string> BindNames(Fields modifier, Dictionary<string, string> actions)
    {
        List<string> names = [];

        foreach (FieldValue item in modifier.Items("remove", HeadersMax))
        {
            string? name = HeaderRules.Name(item);
            names.Add(name ?? "");
            Claim(item, name, "remove", actions);
        }

        return names.ToValueList();
    }

    private static void Claim(FieldValue? at, string? name, string action, Dictionary<string, string> actions)
    {
        if (name is null || actions.TryAdd(name, action))
        {
            return;
        }

        if (actions[name] == action)
        {
            at?.Report(ManifestDiagnostics.NotUnique, name, $"a name in {action}");
        }
        else
        {
            at?.Report(ManifestDiagnostics.HeaderInTwoActions, name);
        }
    }
}
