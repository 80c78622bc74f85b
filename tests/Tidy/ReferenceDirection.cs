using System.Xml.Linq;

namespace Gatehouse.Tidy;

/// <summary>Which package may know which: the verbs never each other, and nothing below the hosts ASP.NET Core.</summary>
internal static class ReferenceDirection
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Primitives"] = [],
        ["Routing"] = ["Primitives"],
        ["RateLimit"] = ["Primitives"],
        ["Auth"] = ["Primitives"],
        ["Mtls"] = ["Primitives"],
        ["Resilience"] = ["Primitives"],
        ["HttpCaching"] = [],
        ["Pipeline"] = ["Routing", "RateLimit", "Auth", "Mtls", "Resilience"],
        ["Manifests"] = ["Pipeline"],
        ["Hosting"] = ["Pipeline", "HttpCaching"],
        ["Yarp"] = ["Hosting"],
        ["Kubernetes"] = ["Manifests"],
        ["Admin"] = ["Hosting"],
        ["Cli"] = ["Manifests", "Kubernetes"],
        ["RateLimit.AspNetCore"] = ["RateLimit"],
        ["RateLimit.Redis"] = ["RateLimit"],
        ["Auth.AspNetCore"] = ["Auth"],
        ["Auth.EdDsa"] = ["Auth"],
        ["Mtls.AspNetCore"] = ["Mtls"],
        ["Mtls.Spiffe"] = ["Mtls"],
        ["Storage.Sql"] = ["Auth", "RateLimit"],
    };

    private static readonly HashSet<string> MayUseAspNet =
        ["Hosting", "Yarp", "Admin", "RateLimit.AspNetCore", "Auth.AspNetCore", "Mtls.AspNetCore"];

    public static IEnumerable<string> Violations(SourceFile project)
    {
        if (!Allowed.ContainsKey(project.Package))
        {
            return [$"{project.Path}: '{project.Package}' is not in the table of allowed references"];
        }

        XDocument document = XDocument.Parse(project.Text);
        HashSet<string> reachable = Reachable(project.Package);
        IEnumerable<string> sideways = Includes(document, "ProjectReference")
            .Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))
            .Where(package => !reachable.Contains(package))
            .Select(package => $"{project.Path}: must not reference {package}");

        return MayUseAspNet.Contains(project.Package) || !UsesAspNet(document)
            ? sideways
            : sideways.Append($"{project.Path}: must not depend on ASP.NET Core");
    }

    // What an allowed package brings along may be named as well: that turns no arrow round.
    private static HashSet<string> Reachable(string package) =>
        [.. Allowed[package].SelectMany(next => Reachable(next).Append(next))];

    private static bool UsesAspNet(XDocument project) =>
        project.Root?.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web"
        || Includes(project, "FrameworkReference")
            .Concat(Includes(project, "PackageReference"))
            .Any(include => include.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")?.Value ?? "");
}
