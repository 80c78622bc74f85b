using Gatehouse.Primitives;

namespace Gatehouse.Routing.Tests.Filters;

/// <summary>A backend's share is its weight divided by the sum (Gateway API, BackendRef.weight).</summary>
public sealed class BackendWeights
{
    [Fact]
    public void Without_backends_nobody_is_picked() => Assert.Null(Backends([]).Pick(0));

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void With_weights_of_0_nobody_is_picked(ulong roll)
    {
        WeightedBackends backends = Backends([new BackendRef { Id = "a", Weight = 0 }, new BackendRef { Id = "b", Weight = 0 }]);

        Assert.Null(backends.Pick(roll));
        Assert.True(backends.All.IsEmpty);
    }

    [Fact]
    public void A_weight_of_0_is_never_picked()
    {
        WeightedBackends backends = Backends(
            [new BackendRef { Id = "never", Weight = 0 }, new BackendRef { Id = "always" }, new BackendRef { Id = "nor this", Weight = 0 }]);

        Assert.Equal("always", backends.Pick(0)?.Id);
        Assert.Equal("always", backends.Pick(ulong.MaxValue)?.Id);
        Assert.Equal(1, backends.All.Length);
    }

    [Theory]
    [InlineData(0UL, "a")]
    [InlineData((1UL << 62) - 1, "a")]
    [InlineData(1UL << 62, "b")]
    [InlineData(ulong.MaxValue, "b")]
    public void One_to_three_splits_the_rolls_at_a_quarter(ulong roll, string expected) =>
        Assert.Equal(expected, Backends([new BackendRef { Id = "a", Weight = 1 }, new BackendRef { Id = "b", Weight = 3 }]).Pick(roll)?.Id);

    // "Invalid backendRef: its weighted share answers 500": it takes part in the pick and has no key.
    [Fact]
    public void A_backend_that_is_not_resolved_keeps_its_share()
    {
        WeightedBackends backends = Backends([new BackendRef { Id = null }, new BackendRef { Id = "b" }]);

        Assert.NotNull(backends.Pick(0));
        Assert.Null(backends.Pick(0)!.Id);
        Assert.Equal("b", backends.Pick(ulong.MaxValue)?.Id);
    }

    [Fact]
    public void Sixteen_of_the_largest_weights_do_not_overflow()
    {
        ValueList<BackendRef> sixteen = Enumerable.Range(0, 16).Select(i => new BackendRef { Id = $"b{i}", Weight = 1_000_000 }).ToValueList();

        Assert.Equal("b0", Backends(sixteen).Pick(0)?.Id);
        Assert.Equal("b8", Backends(sixteen).Pick(1UL << 63)?.Id);
        Assert.Equal("b15", Backends(sixteen).Pick(ulong.MaxValue)?.Id);
    }

    private static WeightedBackends Backends(ValueList<BackendRef> backends) =>
        new RouteCompiler()
            .Compile([Listener("l", null, Route("r", "", new HttpRouteRule { Backends = backends }))], new Gatehouse.Primitives.Diagnostics.DiagnosticBag())
            .Match(new CharRequest(OracleRequest.Parse("h/")).View)
            .Rule!.Backends;
}
