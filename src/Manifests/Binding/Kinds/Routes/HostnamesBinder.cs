using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads the <c>hostnames</c> of a route.</summary>
internal static class HostnamesBinder
{
    public static ValueList<string> Bind(FieldValue? list, int countMax, int countMin = 0)
    {
        List<string> hostnames = [];

        foreach (FieldValue item in list?.Items(countMax, countMin) ?? [])
        {
            if (NameRules.Hostname(item) is { } hostname)
            {
                hostnames.Add(hostname);
            }
        }

        return hostnames.ToValueList();
    }
}
