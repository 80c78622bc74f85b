using System.Net;
using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Manifests;

/// <summary>One Gateway of ours while it is judged.</summary>
internal sealed class ServedGateway
{
    private readonly HashSet<(string Address, int Port, bool IsUdp)> _lost = [];

    public ServedGateway(GatewayResource resource)
    {
        Resource = resource;
        Listeners = ListenersOf(this, resource);
        Addresses = [.. resource.Addresses
            .Where(address => address.Type == GatewayAddress.IpAddressType && address.Value is not null)
            .Select(address => IPAddress.Parse(address.Value!).ToString())
            .Distinct()];
    }

    public GatewayResource Resource { get; }

    public FieldPath Path => FieldPath.Of(Resource.ObjectName);

    /// <summary>Its own listeners, in their order.</summary>
    public IReadOnlyList<ServedListener> Listeners { get; }

    /// <summary>The ListenerSets that name it, allowed or not: from the one with the highest precedence on.</summary>
    public List<ServedListenerSet> Sets { get; } = [];

    public IEnumerable<ServedListener> AllListeners =>
        Listeners.Concat(Sets.Where(set => set.Refusal is null).SelectMany(set => set.Listeners));

    /// <summary>The IP addresses it asks for; none for the host's default address.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Why it is not accepted, its listeners aside.</summary>
    public Fault? Refusal { get; set; }

    /// <summary>Which of its references do not resolve, its listeners' aside.</summary>
    public Fault? Resolution { get; set; }

    /// <summary>Which of its ports another Gateway has.</summary>
    public Fault? Addressing { get; set; }

    /// <summary>What it shows to backends.</summary>
    public CertificateKeyPair? BackendCertificate { get; set; }

    /// <summary>Whether it is accepted: it may lack ports that others have, but not every listener may be wrong.</summary>
    public bool IsAccepted => Refusal is null && Listeners.Any(listener => listener.Acceptance is null || listener.IsPortLost);

    public static IReadOnlyList<ServedListener> ListenersOf(ServedGateway gateway, ListenerOwner owner)
    {
        FieldPath list = FieldPath.Of(owner.ObjectName).Field("spec").Field("listeners");
        return [.. owner.Listeners.Select((spec, i) => new ServedListener(gateway, owner, spec, list.Index(i)))];
    }

    /// <summary>Gives a port of an address up to another Gateway.</summary>
    public void Lose(string address, int port, bool isUdp) => _lost.Add((address, port, isUdp));

    /// <summary>The addresses it asks for and has, at least for one of its ports.</summary>
    public IEnumerable<string> AddressesHeld => Addresses.Where(address =>
        AllListeners.Any(listener => !_lost.Contains((address, listener.Spec.Port, listener.Family == ListenerFamily.Udp))));

    /// <summary>The addresses that one of its ports has.</summary>
    public ValueList<string> AddressesOf(int port) =>
        Addresses.Where(address => !_lost.Contains((address, port, false))).ToValueList();
}

/// <summary>One ListenerSet whose Gateway is one of ours.</summary>
internal sealed class ServedListenerSet(ServedGateway gateway, ListenerSetResource resource)
{
    public ServedGateway Gateway => gateway;

    public ListenerSetResource Resource => resource;

    /// <summary>Why the Gateway does not take it, its listeners aside.</summary>
    public Fault? Refusal { get; set; }

    public IReadOnlyList<ServedListener> Listeners { get; } = ServedGateway.ListenersOf(gateway, resource);
}
