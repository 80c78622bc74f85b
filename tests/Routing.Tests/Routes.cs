using Gatehouse.Primitives;

namespace Gatehouse.Routing.Tests;

/// <summary>Words to write routes with, so that a table of a test reads like the table of the specification.</summary>
internal static class Routes
{
    public static RouteListener Listener(string name, string? hostname, params HttpRoute[] routes) =>
        new() { Name = name, Hostname = hostname, HttpRoutes = routes.ToValueList() };

    public static RouteListener With(this RouteListener listener, params GrpcRoute[] routes) =>
        listener with { GrpcRoutes = routes.ToValueList() };

    /// <summary>A route of file <c>routes.yaml</c>; hostnames are separated by blanks.</summary>
    public static HttpRoute Route(string name, string hostnames, params HttpRouteRule[] rules) => new()
    {
        Name = name,
        Age = new RouteAge(null, "routes.yaml"),
        Hostnames = hostnames.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToValueList(),
        Rules = rules.ToValueList(),
    };

    public static GrpcRoute Grpc(string name, string hostnames, params GrpcRouteRule[] rules) => new()
    {
        Name = name,
        Age = new RouteAge(null, "routes.yaml"),
        Hostnames = hostnames.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToValueList(),
        Rules = rules.ToValueList(),
    };

    public static HttpRouteRule Rule(params HttpRouteMatch[] matches) => new()
    {
        Matches = matches.ToValueList(),
        Backends = [new BackendRef { Id = "backend" }],
    };

    public static GrpcRouteRule GrpcRule(params GrpcRouteMatch[] matches) => new()
    {
        Matches = matches.ToValueList(),
        Backends = [new BackendRef { Id = "backend" }],
    };

    /// <summary>A match for every request.</summary>
    public static HttpRouteMatch Any => new();

    public static HttpRouteMatch Prefix(string path) => new() { Path = new PathMatch(PathMatchType.PathPrefix, path) };

    public static HttpRouteMatch Exact(string path) => new() { Path = new PathMatch(PathMatchType.Exact, path) };

    public static HttpRouteMatch Expression(string path) => new() { Path = new PathMatch(PathMatchType.RegularExpression, path) };

    public static HttpRouteMatch Method(this HttpRouteMatch match, string method) => match with { Method = method };

    public static HttpRouteMatch Header(this HttpRouteMatch match, string name, string value) =>
        match with { Headers = [.. match.Headers, new HeaderMatch(name, value)] };

    public static HttpRouteMatch HeaderExpression(this HttpRouteMatch match, string name, string value) =>
        match with { Headers = [.. match.Headers, new HeaderMatch(name, value, ValueMatchType.RegularExpression)] };

    public static HttpRouteMatch Query(this HttpRouteMatch match, string name, string value) =>
        match with { QueryParams = [.. match.QueryParams, new QueryParamMatch(name, value)] };

    public static HttpRouteMatch QueryExpression(this HttpRouteMatch match, string name, string value) =>
        match with { QueryParams = [.. match.QueryParams, new QueryParamMatch(name, value, ValueMatchType.RegularExpression)] };

    public static GrpcRouteMatch Call(string? service, string? method) =>
        new() { Method = new GrpcMethodMatch(service, method) };

    public static GrpcRouteMatch CallExpression(string? service, string? method) =>
        new() { Method = new GrpcMethodMatch(service, method, ValueMatchType.RegularExpression) };

    /// <summary>A match for every gRPC request.</summary>
    public static GrpcRouteMatch AnyCall => new();

    public static GrpcRouteMatch Header(this GrpcRouteMatch match, string name, string value) =>
        match with { Headers = [.. match.Headers, new HeaderMatch(name, value)] };
}
