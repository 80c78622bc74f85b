using System.Text.RegularExpressions;
using Gatehouse.Primitives;

namespace Gatehouse.Manifests;

/// <summary>The name formats of Kubernetes and of Gateway API (shared_types.go). Each answers with the text, or reports it.</summary>
internal static partial class NameRules
{
    private const string NameFormat = "a name: 1 to 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends";
    private const string LabelFormat = "a name: 1 to 63 lower case letters, digits and '-', with a letter or digit at both ends";
    private const string ControllerFormat = "a domain and a path such as example.com/gateway, at most 253 characters";
    private const string HostnameFormat = "a lower case DNS name without port, alone or after '*.', and no IP address";
    private const string PreciseHostnameFormat = "a lower case DNS name without port and wildcard, and no IP address";

    /// <summary>The name of an object, of a listener or of a rule (RFC 1123 subdomain).</summary>
    public static string? Name(FieldValue value) => Check(value, value.Text(), 253, Subdomain(), NameFormat);

    /// <summary>The name of a Plan: an object's, as short as a RateLimit field wants it.</summary>
    public static string? PlanName(FieldValue value) =>
        Check(value, value.Text(1, RateLimit.Limits.NameLengthMax), RateLimit.Limits.NameLengthMax, Subdomain(), NameFormat);

    /// <summary>The name of a namespace (RFC 1123 label).</summary>
    public static string? Namespace(FieldValue value) => Check(value, value.Text(), 63, DnsLabel(), LabelFormat);

    public static string? ControllerName(FieldValue value) =>
        Check(value, value.Text(), 253, Controller(), ControllerFormat);

    /// <summary>A hostname, perhaps with a wildcard as its first label (Gateway API, Hostname).</summary>
    public static string? Hostname(FieldValue value) => CheckHostname(value, WildcardHostname(), HostnameFormat, "*.shop.example");

    /// <summary>A hostname without a wildcard (Gateway API, PreciseHostname).</summary>
    public static string? PreciseHostname(FieldValue value) =>
        CheckHostname(value, Subdomain(), PreciseHostnameFormat, "shop.example");

    /// <summary>The name a Service stands for (RFC 1123 subdomain, ValidateServiceExternalName), without a dot at its end.</summary>
    public static string? ExternalName(FieldValue value) =>
        value.Text() is { } text ? Check(value, text.EndsWith('.') ? text[..^1] : text, 253, Subdomain(), NameFormat) : null;

    private static string? Check(FieldValue value, string? text, int lengthMax, Regex format, string expected)
    {
        if (text is null || (text.Length <= lengthMax && format.IsMatch(text)))
        {
            return text;
        }

        value.Report(ManifestDiagnostics.NotAName, text, expected);
        return null;
    }

    private static string? CheckHostname(FieldValue value, Regex format, string expected, string example)
    {
        string? text = value.Text();

        // The CRD's pattern lets a label be longer than DNS does (RFC 1035 section 2.3.4); no host could ever match it.
        if (text is null || (text.Length <= 253 && format.IsMatch(text) && HostnamePattern.TryParse(text, out _)))
        {
            return text;
        }

        value.Report(ManifestDiagnostics.BadHostname, text, expected, example);
        return null;
    }

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex WildcardHostname();

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Controller();
}
