using System.Text;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>Reads a Secret. Nothing that is in it is ever reported: not even its length.</summary>
internal static class SecretBinder
{
    private const int EntriesMax = 1_000;
    private const string CertificateKey = "tls.crt";
    private const string PrivateKeyKey = "tls.key";

    public static SecretResource? Bind(ObjectHead head)
    {
        string type = head.Fields.Find("type")?.Text(0, 253) ?? "Opaque";
        head.Fields.Find("immutable")?.Flag();
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        AddEncoded(head.Fields, texts);
        AddPlain(head.Fields, texts);

        SecretResource secret = new() { Metadata = head.Metadata, Origin = head.Origin, Type = type };
        return type == SecretResource.TlsType
            ? WithKeyPair(secret, texts)
            : secret with { Fault = $"it is of type {type}, not {SecretResource.TlsType}" };
    }

    private static SecretResource WithKeyPair(SecretResource secret, Dictionary<string, string> texts)
    {
        string? certificates = texts.GetValueOrDefault(CertificateKey);
        string? key = texts.GetValueOrDefault(PrivateKeyKey);

        if (string.IsNullOrEmpty(certificates) || string.IsNullOrEmpty(key))
        {
            return secret with { Fault = $"it has no {(string.IsNullOrEmpty(certificates) ? CertificateKey : PrivateKeyKey)}" };
        }

        return PemCertificates.FindFault(certificates, key, out ValueList<string> hosts) is { } fault
            ? secret with { Fault = fault }
            : secret with { KeyPair = new CertificateKeyPair(new SecretText(certificates), new SecretText(key)), DnsNames = hosts };
    }

    private static void AddEncoded(Fields root, Dictionary<string, string> texts)
    {
        foreach ((string key, FieldValue value) in root.Find("data")?.HiddenEntries(EntriesMax) ?? [])
        {
            // Null stands for an empty value, as the API server has it.
            string? encoded = value.Node is ScalarNode { Type: ScalarType.Null } ? "" : value.HiddenText();
            byte[] bytes = new byte[encoded?.Length ?? 0];

            if (encoded is null)
            {
                continue;
            }

            if (Convert.TryFromBase64String(encoded, bytes, out int count))
            {
                texts[key] = Encoding.UTF8.GetString(bytes, 0, count);
            }
            else
            {
                value.Report(ManifestDiagnostics.BadBase64);
            }
        }
    }

    // "stringData ... overwrites any existing values" (Kubernetes, Secret).
    private static void AddPlain(Fields root, Dictionary<string, string> texts)
    {
        foreach ((string key, FieldValue value) in root.Find("stringData")?.HiddenEntries(EntriesMax) ?? [])
        {
            if (value.HiddenText() is { } text)
            {
                texts[key] = text;
            }
        }
    }
}
