using System.Diagnostics.CodeAnalysis;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Compiles each route once, however many listeners and hostnames it serves, or takes it over from last time.</summary>
internal sealed class RouteReaders(RouteCache last, RouteCache next, DiagnosticBag diagnostics)
{
    private readonly SharedParts _shared = new(diagnostics);
    private readonly HashSet<(RouteKind, string)> _broken = [];

    public bool TryRead(HttpRoute route, [NotNullWhen(true)] out CompiledRoute? compiled) =>
        TryRead(RouteKind.Http, route.Name, route, static (route, reader) => new HttpRouteReader(reader._shared, reader.Findings).Read(route), out compiled);

    public bool TryRead(GrpcRoute route, [NotNullWhen(true)] out CompiledRoute? compiled) =>
        TryRead(RouteKind.Grpc, route.Name, route, static (route, reader) => new GrpcRouteReader(reader._shared, reader.Findings).Read(route), out compiled);

    private DiagnosticBag Findings => diagnostics;

    private bool TryRead<TRoute>(
        RouteKind kind,
        string name,
        TRoute route,
        Func<TRoute, RouteReaders, CompiledRoute> read,
        [NotNullWhen(true)] out CompiledRoute? compiled)
        where TRoute : class
    {
        if (_broken.Contains((kind, name)))
        {
            compiled = null;
            return false;
        }

        if (next.Routes.TryGetValue((kind, name), out compiled))
        {
            // The same name on another listener must mean the same route: one of two would be served at random.
            return IsSame(compiled, route) || Break(kind, name, RoutingDiagnostics.RouteRepeated, out compiled);
        }

        if (!last.Routes.TryGetValue((kind, name), out compiled) || !IsSame(compiled, route))
        {
            int errors = diagnostics.ErrorCount;
            compiled = read(route, this);

            if (diagnostics.ErrorCount > errors)
            {
                return Break(kind, name, null, out compiled);
            }
        }

        next.Routes.Add((kind, name), compiled);
        return true;
    }

    private static bool IsSame(CompiledRoute compiled, object route) => ReferenceEquals(compiled.Source, route) || compiled.Source.Equals(route);

    private bool Break(RouteKind kind, string name, DiagnosticDescriptor? finding, out CompiledRoute? compiled)
    {
        compiled = null;
        _broken.Add((kind, name));

        if (finding is not null)
        {
            diagnostics.Report(finding, CompiledRoute.PathOf(kind, name).Field("metadata").Field("name"), name);
        }

        return false;
    }
}
