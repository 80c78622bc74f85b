using Gatehouse.Primitives;

namespace Gatehouse.Routing.Tests.Filters;

/// <summary>Header modifiers become edits in the order set, add, remove (Gateway API, HTTPHeaderFilter).</summary>
public sealed class HeaderModifiers
{
    private static readonly HeaderModifier Modifier = new()
    {
        Set = [new HeaderValue("X-Header-Set", "set-overwrites-values"), new HeaderValue("x-other", "a,b")],
        Add = [new HeaderValue("X-Header-Add", "add-appends-values")],
        Remove = ["X-Header-Remove"],
    };

    private static readonly HeaderModifier Other = new() { Add = [new HeaderValue("X-Backend", "1")] };

    [Fact]
    public void Requests_and_answers_have_their_own_edits()
    {
        CompiledFilters filters = Compiled([new RequestHeaderModifier(Modifier), new ResponseHeaderModifier(Other)], []).Filters;

        Assert.Equal(FilterOracle.Edits(Modifier), Edits(filters.RequestHeaders));
        Assert.Equal(FilterOracle.Edits(Other), Edits(filters.ResponseHeaders));
        Assert.Equal(
            [
                (HeaderEditKind.Set, "x-header-set", "set-overwrites-values"),
                (HeaderEditKind.Set, "x-other", "a,b"),
                (HeaderEditKind.Add, "x-header-add", "add-appends-values"),
                (HeaderEditKind.Remove, "x-header-remove", ""),
            ],
            Edits(filters.RequestHeaders));
    }

    [Fact]
    public void A_backend_has_its_own_edits()
    {
        CompiledRule rule = Compiled([new RequestHeaderModifier(Modifier)], [new RequestHeaderModifier(Other)]);

        Assert.Equal(FilterOracle.Edits(Modifier), Edits(rule.Filters.RequestHeaders));
        Assert.Equal(FilterOracle.Edits(Other), Edits(rule.Backends.All[0].Filters.RequestHeaders));
        Assert.True(rule.Backends.All[0].Filters.ResponseHeaders.IsEmpty);
    }

    [Fact]
    public void Without_filters_nothing_is_done()
    {
        CompiledFilters filters = Compiled([], []).Filters;

        Assert.True(filters.RequestHeaders.IsEmpty);
        Assert.True(filters.ResponseHeaders.IsEmpty);
        Assert.Null(filters.Redirect);
        Assert.Null(filters.Rewrite);
        Assert.Null(filters.Unresolved);
    }

    [Fact]
    public void A_filter_that_is_not_known_is_kept_by_name() =>
        Assert.Equal("example.com/Magic/a", Compiled([new UnresolvedFilter("example.com/Magic/a")], []).Filters.Unresolved);

    private static CompiledRule Compiled(ValueList<RouteFilter> rule, ValueList<RouteFilter> backend)
    {
        HttpRouteRule configured = new() { Filters = rule, Backends = [new BackendRef { Id = "b", Filters = backend }] };
        RouteResult result = new RouteCompiler()
            .Compile([Listener("l", null, Route("r", "", configured))], new Gatehouse.Primitives.Diagnostics.DiagnosticBag())
            .Match(new CharRequest(OracleRequest.Parse("h/")).View);
        return result.Rule!;
    }

    private static List<(HeaderEditKind Kind, string Name, string Value)> Edits(ReadOnlySpan<HeaderEdit> edits)
    {
        List<(HeaderEditKind, string, string)> list = [];
        foreach (HeaderEdit edit in edits)
        {
            list.Add((edit.Kind, edit.Name.Value, edit.Value));
        }

        return list;
    }
}
