using Gatehouse.Pipeline;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.Routing;

namespace Gatehouse.Manifests;

/// <summary>One translation from its beginning to its end; every step takes what the steps before it found.</summary>
internal sealed class TranslationPass
{
    private readonly ManifestSet _manifests;
    private readonly DiagnosticBag _diagnostics;
    private readonly ServedGateways _gateways;
    private readonly PolicyTargets _targets;
    private readonly BackendTlsPolicies _backendTls;
    private readonly PlanCatalog _plans;
    private readonly RateLimitPolicies _rateLimits;
    private readonly BackendCatalog _backends;
    private readonly RouteAttachment _attachment;
    private readonly RouteTranslator _routes;
    private readonly List<ObjectStatus> _statuses = [];

    public TranslationPass(ManifestSet manifests, TranslationOptions options, DiagnosticBag diagnostics)
    {
        ReferenceGrants grants = new(manifests);
        NamespaceSelection namespaces = new(manifests);
        CertificateCatalog certificates = new(manifests, grants, diagnostics);

        _manifests = manifests;
        _diagnostics = diagnostics;
        _gateways = ServedGateways.Choose(manifests, namespaces, certificates, diagnostics);
        _targets = new PolicyTargets(manifests);
        _backendTls = new BackendTlsPolicies(manifests, _targets, certificates, diagnostics);
        _plans = new PlanCatalog(manifests, diagnostics);
        _rateLimits = new RateLimitPolicies(manifests, _targets, _plans, diagnostics);
        _backends = new BackendCatalog(
            new ServiceCatalog(manifests, grants, options, diagnostics), new EndpointIndex(manifests, diagnostics), _backendTls, diagnostics);
        _attachment = new RouteAttachment(_gateways, namespaces, diagnostics);
        _routes = new RouteTranslator(_backends, diagnostics);
    }

    public Translation Run()
    {
        foreach (RouteResource route in _manifests.All<RouteResource>())
        {
            IReadOnlyList<ParentOutcome> outcomes = _attachment.Attach(route);

            // A route of foreign Gateways only is somebody else's business, down to its references.
            if (outcomes.Count > 0)
            {
                AddRoute(route, outcomes);
            }
        }

        AddGatewayUses();
        ValueList<Backend> backends = _backends.Collect();
        _statuses.AddRange(_gateways.Classes.Select(GatewayStatuses.WriteClass));
        _statuses.AddRange(_gateways.All.Select(GatewayStatuses.WriteGateway));
        _statuses.AddRange(_gateways.Sets.Select(GatewayStatuses.WriteSet));
        PolicyStatuses policies = new(_targets, _diagnostics);
        _statuses.AddRange(policies.Write(_backendTls.Attachment, _backendTls.Judge));
        _statuses.AddRange(policies.Write(_rateLimits.Attachment, _rateLimits.Judge));
        _statuses.AddRange(_plans.WriteStatuses());
        _statuses.Sort(CompareKeys);

        TrafficConfig config = new()
        {
            Ports = PortAssembly.Assemble(_gateways.All),
            Backends = backends,
            Plans = _plans.Plans,
            Customers = _plans.Customers,
            RateLimitPolicies = _rateLimits.Collect(),
        };
        return new Translation(config, _statuses.ToValueList(), _diagnostics);
    }

    private static int CompareKeys(ObjectStatus left, ObjectStatus right)
    {
        int byKind = string.CompareOrdinal(left.Key.Kind, right.Key.Kind);
        int byNamespace = byKind != 0 ? byKind : string.CompareOrdinal(left.Key.Namespace, right.Key.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(left.Key.Name, right.Key.Name);
    }

    private void AddRoute(RouteResource route, IReadOnlyList<ParentOutcome> outcomes)
    {
        List<ServedListener> listeners = [.. outcomes.SelectMany(outcome => outcome.Listeners).Distinct()];
        RouteFindings findings = new(route, isServed: listeners.Exists(listener => listener.IsProgrammed));
        listeners.ForEach(listener => listener.AttachedRoutes++);

        switch (route)
        {
            case HttpRouteResource http:
                HttpRoute httpRoute = _routes.Translate(http, findings);
                listeners.ForEach(listener => listener.HttpRoutes.Add(httpRoute));
                break;
            case GrpcRouteResource grpc:
                GrpcRoute grpcRoute = _routes.Translate(grpc, findings);
                listeners.ForEach(listener => listener.GrpcRoutes.Add(grpcRoute));
                break;
            case StreamRouteResource stream:
                _routes.Check(stream, findings);
                break;
        }

        AddRouteUses(route, outcomes, findings);
        _statuses.Add(RouteStatuses.Write(route, outcomes, findings));
    }

    // Under which Gateways a policy's target is: the ancestors of its status.
    private void AddRouteUses(RouteResource route, IReadOnlyList<ParentOutcome> outcomes, RouteFindings findings)
    {
        foreach (ParentOutcome outcome in outcomes.Where(outcome => outcome.Fault is null))
        {
            string gateway = outcome.Gateway.Resource.Name;
            _targets.AddUse(route.Kind, route.Name, gateway);

            foreach (string service in findings.Services)
            {
                _targets.AddUse(KindNames.Service, service, gateway);
            }
        }
    }

    private void AddGatewayUses()
    {
        foreach (ServedGateway gateway in _gateways.All)
        {
            _targets.AddUse(KindNames.Gateway, gateway.Resource.Name, gateway.Resource.Name);

            foreach (ServedListenerSet set in gateway.Sets)
            {
                _targets.AddUse(KindNames.ListenerSet, set.Resource.Name, gateway.Resource.Name);
            }
        }
    }
}
