namespace Gatehouse.Manifests;

/// <summary>What is found about the rules of one route, whoever its parents are.</summary>
internal sealed class RouteFindings(RouteResource route, bool isServed)
{
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    public RouteResource Route => route;

    /// <summary>Whether a listener that is served takes it: what it refers to is served then.</summary>
    public bool IsServed => isServed;

    /// <summary>The first reference that does not resolve.</summary>
    public Fault? Resolution { get; private set; }

    /// <summary>The first part that is not served.</summary>
    public Fault? Unsupported { get; private set; }

    /// <summary>The Services it may refer to, whether or not they exist.</summary>
    public IEnumerable<string> Services => _services;

    public void AddUnresolved(string reason, string message) => Resolution ??= new Fault(reason, message);

    public void AddUnsupported(string message) => Unsupported ??= new Fault(Reasons.UnsupportedValue, message);

    public void AddService(string name) => _services.Add(name);
}
