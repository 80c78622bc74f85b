// Lesson: manifests checked inside a program of your own, say before they are merged. Reading and translating are pure
// functions; what they give is the configuration, the statuses a controller would write, and every finding at its line.
using Gatehouse.Manifests;
using Gatehouse.Primitives.Diagnostics;

if (args is not [string folder])
{
    Console.Error.WriteLine("usage: ManifestCheck FOLDER");
    return 2;
}

ManifestSet manifests = ManifestSet.Read(Directory.EnumerateFiles(folder, "*.yaml")
    .Select(static file => new ManifestText(file, File.ReadAllBytes(file))));
Translation translation = ManifestTranslator.Translate(manifests);

foreach (Diagnostic finding in translation.Diagnostics)
{
    Console.WriteLine(finding);
}

foreach (RouteStatus route in translation.Statuses.OfType<RouteStatus>())
{
    foreach (RouteParentStatus parent in route.Parents)
    {
        string conditions = string.Join(", ", parent.Conditions.Select(static condition => $"{condition.Type}={condition.Status} ({condition.Reason})"));
        Console.WriteLine($"{route.Key.Kind} {route.Key.Namespace}/{route.Key.Name} on {parent.ParentRef.Name}: {conditions}");
    }
}

return translation.Diagnostics.HasErrors ? 1 : 0;
