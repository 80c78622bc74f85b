using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>
/// Compiles a GRPCRoute on its own. Its matches become paths, so that one table serves both kinds: service and method
/// are the Exact path <c>/s/m</c>, a service alone is the prefix <c>/s</c>, everything else hangs under the root.
/// </summary>
internal sealed class GrpcRouteReader(SharedParts shared, DiagnosticBag diagnostics)
{
    // Under the root: an exact method before expressions, expressions before matches without a method (Gateway API leaves
    // the place of expressions free).
    private const byte MethodTier = 0;
    private const byte RegexTier = 1;
    private const byte EveryTier = 2;

    private static readonly GrpcRouteMatch Every = new();

    public CompiledRoute Read(GrpcRoute route)
    {
        FieldPath rules = CompiledRoute.PathOf(RouteKind.Grpc, route.Name).Field("spec").Field("rules");
        List<CompiledMatch> matches = [];

        for (int i = 0; i < route.Rules.Count; i++)
        {
            ReadRule(route, i, rules.Index(i), matches);
        }

        return new CompiledRoute(RouteKind.Grpc, route, route.Name, route.Age, [.. matches]);
    }

    private void ReadRule(GrpcRoute route, int index, FieldPath at, List<CompiledMatch> matches)
    {
        GrpcRouteRule source = route.Rules[index];
        CompiledRule rule = new(
            RouteKind.Grpc,
            route.Name,
            source.Name,
            index,
            FilterCompiler.Compile(source.Filters, replacesPrefix: false, at.Field("filters"), diagnostics),
            shared.Backends(source.Backends, replacesPrefix: false, at.Field("backendRefs")));

        if (source.Matches.IsEmpty)
        {
            Add(Every, rule, at, matches);
        }

        for (int i = 0; i < source.Matches.Count; i++)
        {
            Add(source.Matches[i], rule, at.Field("matches").Index(i), matches);
        }
    }

    private void Add(GrpcRouteMatch match, CompiledRule rule, FieldPath at, List<CompiledMatch> matches)
    {
        HeaderCondition[] headers = ConditionReader.ReadHeaders(match.Headers, at.Field("headers"), diagnostics);
        FieldPath methodAt = at.Field("method");
        (PathKind kind, string path, byte tier, GrpcCondition? grpc) = match.Method switch
        {
            null => (PathKind.Prefix, "", EveryTier, null),
            { Type: ValueMatchType.RegularExpression } method => (PathKind.Prefix, "", RegexTier, ReadRegex(method, methodAt)),
            { } method when !IsValid(method, methodAt) => (PathKind.Prefix, "", EveryTier, null),
            { Service: { } service, Method: { } name } => (PathKind.Exact, $"/{service}/{name}", MethodTier, null),
            { Service: { } service } => (PathKind.Prefix, $"/{service}", MethodTier, null),
            { } method => (PathKind.Prefix, "", MethodTier, new GrpcCondition(null, new ValueTest(method.Method!, null))),
        };

        matches.Add(new CompiledMatch
        {
            Kind = kind,
            Path = path,
            Conditions = headers.Length > 0 || grpc is not null ? shared.Conditions(new ConditionSet(null, headers, [], grpc)) : null,
            Rank = new MatchRank(tier, 0, HasMethod: false, headers.Length, 0),
            Rule = rule,
        });
    }

    private GrpcCondition? ReadRegex(GrpcMethodMatch method, FieldPath at)
    {
        if (method is { Service: null, Method: null })
        {
            diagnostics.Report(RoutingDiagnostics.GrpcMethodEmpty, at);
            return null;
        }

        return new GrpcCondition(
            method.Service is null ? null : ConditionReader.ReadValue(method.Service, method.Type, at.Field("service"), diagnostics),
            method.Method is null ? null : ConditionReader.ReadValue(method.Method, method.Type, at.Field("method"), diagnostics));
    }

    private bool IsValid(GrpcMethodMatch method, FieldPath at)
    {
        bool isValid = (method.Service ?? method.Method) is not null && IsName(method.Service) && IsName(method.Method);

        if (!isValid)
        {
            diagnostics.Report(RoutingDiagnostics.GrpcMethodEmpty, at, $"{method.Service}/{method.Method}");
        }

        return isValid;
    }

    // As the CRD has them: identifiers, for a service joined by dots (GRPCMethodMatch).
    private static bool IsName(string? name) =>
        name is null || (name.Length > 0 && name.Length <= Limits.PathLengthMax && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'));
}
