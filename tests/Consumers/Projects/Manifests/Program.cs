using System.Text;
using Gatehouse.Manifests;

const string Gateway = """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: products, namespace: shop}
    spec: {rules: [{matches: [{path: {type: Exact, value: products}}]}]}
    """;
Translation translation = ManifestTranslator.Translate(ManifestSet.Read([new ManifestText("shop.yaml", Encoding.UTF8.GetBytes(Gateway))]));
Console.WriteLine(translation.Diagnostics.First());
