using System.Text;
using YamlDotNet.RepresentationModel;

namespace Gatehouse.Manifests.Tests;

/// <summary>One case: some Kubernetes objects, all valid.</summary>
internal sealed record VectorCase(string Id, IReadOnlyList<ManifestText> Objects, bool HasOurKinds)
{
    public static VectorCase Load(string file)
    {
        YamlStream stream = [];

        using (StreamReader text = new(file))
        {
            stream.Load(text);
        }

        List<ManifestText> objects = [];
        bool hasOurKinds = false;

        foreach (YamlDocument document in stream.Documents)
        {
            foreach (YamlNode found in ObjectsOf(document.RootNode))
            {
                hasOurKinds |= IsOurs(found);
                objects.Add(new ManifestText($"{objects.Count:D3}.yaml", Write(found)));
            }
        }

        return new VectorCase(Path.GetFileNameWithoutExtension(file), objects, hasOurKinds);
    }

    // "objects: [...]", or the objects themselves.
    private static IEnumerable<YamlNode> ObjectsOf(YamlNode root) =>
        root is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("objects"), out YamlNode? list)
            ? ((YamlSequenceNode)list).Children
            : [root];

    private static bool IsOurs(YamlNode found) =>
        found is YamlMappingNode map
        && map.Children.TryGetValue(new YamlScalarNode("apiVersion"), out YamlNode? version)
        && map.Children.TryGetValue(new YamlScalarNode("kind"), out YamlNode? kind)
        && KindReader.Find(version.ToString(), kind.ToString()) is not null;

    private static byte[] Write(YamlNode found)
    {
        // Anchors lead from one object into another: written alone, each has to stand by itself.
        StringWriter text = new();
        new YamlStream(new YamlDocument(Copy(found))).Save(text, assignAnchors: false);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static YamlNode Copy(YamlNode node) => node switch
    {
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(child => KeyValuePair.Create(Copy(child.Key), Copy(child.Value)))),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Copy)),
        YamlScalarNode scalar => new YamlScalarNode(scalar.Value) { Style = scalar.Style, Tag = scalar.Tag },
        _ => throw new InvalidDataException($"{node.NodeType} is not expected in a case"),
    };
}
