namespace Gatehouse.Manifests;

/// <summary>Reads a ConfigMap. People put secrets there as well, so values are not reported.</summary>
internal static class ConfigMapBinder
{
    private const int EntriesMax = 1_000;

    public static ConfigMapResource? Bind(ObjectHead head)
    {
        head.Fields.Find("immutable")?.Flag();
        head.Fields.Ignore("binaryData");
        string? authorities = null;

        foreach ((string key, FieldValue value) in head.Fields.Find("data")?.HiddenEntries(EntriesMax) ?? [])
        {
            string? text = value.Node is ScalarNode { Type: ScalarType.Null } ? "" : value.HiddenText();
            authorities = key == ConfigMapResource.CaKey ? text : authorities;
        }

        ConfigMapResource map = new() { Metadata = head.Metadata, Origin = head.Origin };

        return string.IsNullOrWhiteSpace(authorities) ? map with { Fault = $"it has no {ConfigMapResource.CaKey}" }
            : PemCertificates.AreCertificates(authorities) ? map with { CaCertificates = authorities }
            : map with { Fault = $"its {ConfigMapResource.CaKey} holds no PEM certificates" };
    }
}
