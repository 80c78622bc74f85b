using Gatehouse.Primitives.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.RateLimit.AspNetCore;

/// <summary>
/// The plans that serve. A changed configuration is read and compiled whole; if it has no error it takes over, and levels stay. If it has
/// one, the last good plans serve on and the log says what is wrong. Safe for any number of threads.
/// </summary>
public sealed class RateLimitPlans : IDisposable
{
    private readonly PlanCompilation _compilation;
    private readonly RateLimitOptions _options;
    private readonly LimitState _state;
    private readonly ILogger _logger;
    private readonly IDisposable[] _watches;
    private readonly Lock _lock = new();
    private CompiledPlans? _compiled;
    private ServedPlans _served;

    internal RateLimitPlans(PlanCompilation compilation, IOptions<RateLimitOptions> options, LimitState state, ILogger<RateLimitPlans> logger)
    {
        _compilation = compilation;
        _options = options.Value;
        _state = state;
        _logger = logger;

        lock (_lock)
        {
            // Watching comes first: what changed between reading and watching would be missed.
            _watches = [.. compilation.Sources.Where(static source => source.Section is not null)
                .Select(source => ChangeToken.OnChange(source.Section!.GetReloadToken, Reload))];
            CompiledPlans compiled = compilation.Compile(_options);
            PlanLog.Diagnostics(logger, compiled.Diagnostics);
            ThrowIfBroken(compiled.Diagnostics);
            _served = Adopt(compiled);
            _compiled = compiled;
        }
    }

    /// <summary>The plans and their limiters, of the configuration that serves now.</summary>
    public PlanSet Current => Served.Set;

    /// <summary>The plan of everybody who has no other.</summary>
    public PlanLimiter Default => Served.Default.Limiter;

    /// <summary>The plan of a name, and the default plan where the name is not configured.</summary>
    /// <param name="name">The name; <see langword="null"/> for the default plan.</param>
    public PlanLimiter Find(string? name) => FindServed(name).Limiter;

    /// <summary>What a request is charged to by <see cref="RateLimitOptions"/>, whatever its endpoint says: to ask for a customer's level, or
    /// for a <see cref="PlanPartitionedRateLimiter{TResource}"/> of requests.</summary>
    /// <param name="context">The request.</param>
    public PlanPartition PartitionOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PlanPartition(FindServed(PlanNameOf(context, null, null, out LimitKey key)).Limiter, key);
    }

    /// <summary>Stops following the configuration.</summary>
    public void Dispose()
    {
        foreach (IDisposable watch in _watches)
        {
            watch.Dispose();
        }
    }

    /// <summary>The name of the plan of a request, and whose level it is charged to.</summary>
    /// <param name="context">The request.</param>
    /// <param name="plan">The plan that the endpoint names, if any.</param>
    /// <param name="source">What tells whose level it is, if not the options' key.</param>
    /// <param name="key">Whose level it is.</param>
    internal string? PlanNameOf(HttpContext context, string? plan, RequestKey? source, out LimitKey key)
    {
        source ??= _options.Key;
        bool isNamed = source.TryRead(context, _state.Registry, out key, out string? customer);
        bool asks = _options.PlanOf is not null && (plan is null || !source.IsProven);
        string? own = asks ? _options.PlanOf!(context, customer) : null;

        // A name that anybody can make up and nobody knows would be a new level for every request.
        if (!isNamed || (!source.IsProven && asks && own is null))
        {
            RequestKey.ClientAddress.TryRead(context, _state.Registry, out key, out _);
        }

        return plan ?? own;
    }

    internal ServedPlan FindServed(string? name)
    {
        ServedPlan plan = Served.Find(name, out bool isNews);

        if (isNews)
        {
            PlanLog.PlanUnknown(_logger, name!, plan.Limiter.Name);
        }

        return plan;
    }

    private ServedPlans Served => Volatile.Read(ref _served);

    private void Reload()
    {
        lock (_lock)
        {
            // A change while this is being constructed, by the thread that constructs it, is read afterwards.
            if (_compiled is null)
            {
                return;
            }

            CompiledPlans next = _compilation.Compile(_options);

            if (!next.Diagnostics.HasErrors && next.DefaultPlan == _compiled.DefaultPlan && next.Plans.AsSpan().SequenceEqual(_compiled.Plans))
            {
                return;
            }

            PlanLog.Diagnostics(_logger, next.Diagnostics);

            if (next.Diagnostics.HasErrors)
            {
                PlanLog.KeptLastGood(_logger, next.Diagnostics.ErrorCount);
                return;
            }

            Volatile.Write(ref _served, Adopt(next));
            _compiled = next;
            PlanLog.Changed(_logger, next.Plans.Length, next.DefaultPlan!);
        }
    }

    private void ThrowIfBroken(DiagnosticBag diagnostics)
    {
        if (diagnostics.HasErrors)
        {
            Dispose();
            throw new OptionsValidationException(
                nameof(RateLimitOptions), typeof(RateLimitOptions), diagnostics.Select(static finding => finding.ToString()));
        }
    }

    private ServedPlans Adopt(CompiledPlans plans) => new(_state.Registry.Adopt(plans.Table, _state.Clock.Now()), plans.DefaultPlan!);
}
