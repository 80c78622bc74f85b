namespace Gatehouse.Manifests;

/// <summary>The types of filters that a kind of route may have, and the field that says what each does.</summary>
internal sealed class FilterTypes(params (string Type, string Field)[] known)
{
    public static FilterTypes Http { get; } = new(
        ("RequestHeaderModifier", "requestHeaderModifier"),
        ("ResponseHeaderModifier", "responseHeaderModifier"),
        ("RequestRedirect", "requestRedirect"),
        ("URLRewrite", "urlRewrite"),
        ("RequestMirror", "requestMirror"),
        ("CORS", "cors"),
        ("ExternalAuth", "externalAuth"),
        ("ExtensionRef", "extensionRef"));

    public static FilterTypes Grpc { get; } = new(
        ("RequestHeaderModifier", "requestHeaderModifier"),
        ("ResponseHeaderModifier", "responseHeaderModifier"),
        ("RequestMirror", "requestMirror"),
        ("ExtensionRef", "extensionRef"));

    public IReadOnlyList<(string Type, string Field)> Known => known;
}
