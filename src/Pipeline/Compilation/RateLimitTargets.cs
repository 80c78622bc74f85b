using System.Collections.Frozen;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Pipeline;

/// <summary>Which policy is attached to what, and what of it the ports have.</summary>
internal sealed class RateLimitTargets
{
    private readonly Dictionary<RateLimitTarget, RateLimitPolicySnapshot> _policies = [];
    private readonly Dictionary<RateLimitTarget, FieldPath> _places = [];
    private readonly HashSet<RateLimitTarget> _found = [];

    // Of a hundred thousand routes few are named by a policy; the others cost one look-up.
    private readonly HashSet<(RateLimitTargetKind Kind, string Name)> _named = [];

    /// <summary>Attaches a policy to its targets.</summary>
    internal void Attach(RateLimitPolicy policy, RateLimitPolicySnapshot compiled, FieldPath at, DiagnosticBag diagnostics)
    {
        foreach ((int index, RateLimitTarget target) in policy.Targets.Index())
        {
            FieldPath here = at.Field("targets").Index(index);
            _places.TryAdd(target, here);
            _named.Add((target.Kind, target.Name));

            if (!_policies.TryAdd(target, compiled))
            {
                diagnostics.Report(LinkDiagnostics.LimitTargetRepeated, here, NameOf(target));
            }
        }
    }

    /// <summary>The policies that concern a port; <see langword="null"/> where none does.</summary>
    internal PortRateLimits? Of(GatewayPort port)
    {
        if (_policies.Count == 0)
        {
            return null;
        }

        RateLimitPolicySnapshot? gateway = Find(new(RateLimitTargetKind.Gateway, port.Gateway));
        FrozenDictionary<string, RateLimitPolicySnapshot>? listeners = OrNull(
            Attached(RateLimitTargetKind.Gateway, port.Gateway, port.Listeners.Select(static listener => listener.Name)));
        FrozenDictionary<string, RoutePolicies>? http = OfRoutes(
            RateLimitTargetKind.HttpRoute,
            port.Listeners.SelectMany(static listener => listener.HttpRoutes)
                .Select(static route => (route.Name, route.Rules.Select(static rule => rule.Name))));
        FrozenDictionary<string, RoutePolicies>? grpc = OfRoutes(
            RateLimitTargetKind.GrpcRoute,
            port.Listeners.SelectMany(static listener => listener.GrpcRoutes)
                .Select(static route => (route.Name, route.Rules.Select(static rule => rule.Name))));

        return gateway is null && listeners is null && http is null && grpc is null
            ? null
            : new PortRateLimits { Gateway = gateway, Listeners = listeners, HttpRoutes = http, GrpcRoutes = grpc };
    }

    /// <summary>Reports what no port has had.</summary>
    internal void ReportMissing(DiagnosticBag diagnostics)
    {
        foreach ((RateLimitTarget target, FieldPath at) in _places)
        {
            if (!_found.Contains(target))
            {
                diagnostics.Report(LinkDiagnostics.UnknownLimitTarget, at, NameOf(target));
            }
        }
    }

    private FrozenDictionary<string, RoutePolicies>? OfRoutes(
        RateLimitTargetKind kind, IEnumerable<(string Name, IEnumerable<string?> Rules)> routes)
    {
        Dictionary<string, RoutePolicies> policies = new(StringComparer.Ordinal);

        foreach ((string name, IEnumerable<string?> rules) in routes.Where(route => _named.Contains((kind, route.Name))))
        {
            RoutePolicies route = new(Find(new(kind, name)), Attached(kind, name, rules).ToFrozenDictionary(StringComparer.Ordinal));

            if (route.Whole is not null || route.Rules.Count > 0)
            {
                policies.TryAdd(name, route);
            }
        }

        return policies.Count == 0 ? null : policies.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private Dictionary<string, RateLimitPolicySnapshot> Attached(RateLimitTargetKind kind, string name, IEnumerable<string?> sections)
    {
        Dictionary<string, RateLimitPolicySnapshot> attached = new(StringComparer.Ordinal);

        foreach (string? section in sections)
        {
            if (section is not null && Find(new(kind, name, section)) is { } policy)
            {
                attached[section] = policy;
            }
        }

        return attached;
    }

    private RateLimitPolicySnapshot? Find(RateLimitTarget target)
    {
        RateLimitPolicySnapshot? policy = _policies.GetValueOrDefault(target);

        if (policy is not null)
        {
            _found.Add(target);
        }

        return policy;
    }

    private static FrozenDictionary<string, RateLimitPolicySnapshot>? OrNull(Dictionary<string, RateLimitPolicySnapshot> policies) =>
        policies.Count == 0 ? null : policies.ToFrozenDictionary(StringComparer.Ordinal);

    private static string NameOf(RateLimitTarget target)
    {
        string kind = target.Kind switch
        {
            RateLimitTargetKind.Gateway => "Gateway",
            RateLimitTargetKind.HttpRoute => "HTTPRoute",
            _ => "GRPCRoute",
        };
        return target.Section is null ? $"{kind} {target.Name}" : $"{kind} {target.Name}, {target.Section}";
    }
}
