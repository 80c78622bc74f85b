using System.Collections;
using System.Reflection;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;
using Gatehouse.Routing;

namespace Gatehouse.Pipeline.Tests.Compilation;

/// <summary>
/// A field that the content hash forgot would make a changed configuration look unchanged, and it would never be published.
/// So every field of every record of the model is changed in turn.
/// </summary>
public sealed class ContentHashCoverageTests
{
    [Fact]
    public void A_change_of_any_field_changes_the_hash()
    {
        string original = HashOf(Sample);

        Assert.All(Mutations(Sample), mutation => Assert.NotEqual(original, HashOf((TrafficConfig)mutation.Value)));
        Assert.Equal(original, HashOf(Sample with { Backends = Sample.Backends.Reverse().ToValueList() }));
    }

    [Fact]
    public void The_sample_has_every_record_of_the_model_with_no_list_empty()
    {
        HashSet<Type> seen = [];
        Visit(Sample, seen);

        IEnumerable<Type> model = new[] { typeof(TrafficConfig).Assembly, typeof(HttpRoute).Assembly, typeof(Plan).Assembly }
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => !type.IsAbstract && type.GetMethod("<Clone>$") is not null && IsReachable(type));
        Assert.Empty(model.Except(seen).Select(static type => type.Name));
    }

    // What a configuration is made of: the records that some record of it has a property of, or derives from such.
    private static bool IsReachable(Type type)
    {
        HashSet<Type> reachable = [typeof(TrafficConfig)];

        for (int before = 0; before != reachable.Count;)
        {
            before = reachable.Count;
            reachable.UnionWith(reachable.ToList().SelectMany(PropertiesOf).Select(static p => ItemOf(p.PropertyType) ?? Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType));
        }

        return reachable.Any(known => known == type || (known.IsAbstract && known != typeof(object) && known.IsAssignableFrom(type)));
    }

    private static IEnumerable<(string Path, object Value)> Mutations(object record)
    {
        foreach (PropertyInfo property in PropertiesOf(record.GetType()))
        {
            object? value = property.GetValue(record);

            foreach ((string path, object? mutated) in MutationsOf(value, property.PropertyType))
            {
                object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, mutated);
                yield return ($"{property.Name}{path}", copy);
            }
        }
    }

    private static IEnumerable<(string Path, object? Value)> MutationsOf(object? value, Type type)
    {
        if (ItemOf(type) is { } item)
        {
            object[] items = [.. ((IEnumerable)value!).Cast<object>()];
            Assert.NotEmpty(items);
            yield return (" without its first item", ListOf(item, items[1..]));

            for (int i = 0; i < items.Length; i++)
            {
                foreach ((string path, object? mutated) in MutationsOf(items[i], item))
                {
                    yield return ($"[{i}]{path}", ListOf(item, [.. items[..i], mutated!, .. items[(i + 1)..]]));
                }
            }
        }
        else if (value is not null && value.GetType().GetMethod("<Clone>$") is not null)
        {
            foreach ((string path, object mutated) in Mutations(value))
            {
                yield return ($".{path}", mutated);
            }
        }
        else
        {
            yield return ("", Other(value, Nullable.GetUnderlyingType(type) ?? type));
        }
    }

    private static object? Other(object? value, Type type) => value switch
    {
        string text => text + "x",
        int number => number + 1,
        long number => number + 1,
        bool flag => !flag,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        Rate rate => rate.Period == RatePeriod.Second ? new Rate(rate.Permits, RatePeriod.Minute) : new Rate(rate.Permits + 1, rate.Period),
        SecretText secret => new SecretText(secret.Reveal() + "x"),
        RouteAge age => new RouteAge(age.Created!.Value.AddSeconds(1)),
        Enum => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
        _ => throw new InvalidOperationException($"No other {type.Name} than '{value}' is known here: the sample must set it, and this test must know how to change it."),
    };

    private static void Visit(object? value, HashSet<Type> seen)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (object item in items)
            {
                Visit(item, seen);
            }
        }
        else if (value?.GetType().GetMethod("<Clone>$") is not null && seen.Add(value.GetType()))
        {
            foreach (PropertyInfo property in PropertiesOf(value.GetType()))
            {
                Visit(property.GetValue(value), seen);
            }
        }
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite);

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetGenericArguments()[0] : null;

    private static object ListOf(Type item, object[] items)
    {
        Array typed = Array.CreateInstance(item, items.Length);
        items.CopyTo(typed, 0);
        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(item).Invoke(null, [typed])!;
    }

    private static string HashOf(TrafficConfig config) => new TrafficCompiler().Compile(config, new DiagnosticBag()).ContentHash;

    private static HeaderModifier Headers => new()
    {
        Set = [new HeaderValue("x-set", "1")],
        Add = [new HeaderValue("x-add", "1")],
        Remove = ["x-remove"],
    };

    private static ValueList<RouteFilter> Filters =>
    [
        new RequestHeaderModifier(Headers),
        new ResponseHeaderModifier(Headers),
        new RequestRedirect { Scheme = "https", Hostname = "a.example", Port = 8443, Path = new PathModifier(PathModifierType.ReplaceFullPath, "/a"), StatusCode = 301 },
        new UrlRewrite { Hostname = "a.example", Path = new PathModifier(PathModifierType.ReplacePrefixMatch, "/b") },
        new UnresolvedFilter("Something/else"),
    ];

    private static ValueList<BackendRef> Refs => [new BackendRef { Id = "b", Weight = 2, Filters = Filters }];

    private static ValueList<Limit> EveryLimit =>
    [
        new TokenBucketLimit { Name = "a", Rate = Rate.PerSecond(10), Burst = 20 },
        new TokenBucketLimit { Name = "b", Rate = Rate.PerHour(10), Burst = 20 },
        new SlidingWindowLimit { Name = "c", Permits = 5, Window = TimeSpan.FromSeconds(10) },
        new QuotaLimit { Name = "d", Permits = 5, Period = QuotaPeriod.Day },
        new ConcurrencyLimit { Name = "e", Permits = 5 },
    ];

    private static CertificateKeyPair Pair => new(new SecretText("certificate"), new SecretText("key"));

    private static TrafficConfig Sample { get; } = new()
    {
        Ports =
        [
            new GatewayPort
            {
                Gateway = "shop/edge",
                Addresses = ["127.0.0.1"],
                Port = 80,
                Scheme = ListenerScheme.Http,
                Certificates = [new ListenerCertificate("shop/edge/http", "a.example", Pair)],
                ClientCertificates = new ClientCertificateValidation(["ca"], ClientCertificateMode.AllowInsecureFallback),
                BackendCertificate = Pair,
                Listeners =
                [
                    new RouteListener
                    {
                        Name = "shop/edge/http",
                        Hostname = "*.example",
                        Port = 80,
                        HttpRoutes =
                        [
                            new HttpRoute
                            {
                                Name = "shop/http",
                                Age = new RouteAge(DateTimeOffset.UnixEpoch),
                                Hostnames = ["a.example"],
                                Rules =
                                [
                                    new HttpRouteRule
                                    {
                                        Name = "rule",
                                        Matches =
                                        [
                                            new HttpRouteMatch
                                            {
                                                Path = new PathMatch(PathMatchType.Exact, "/a"),
                                                Headers = [new HeaderMatch("x", "1")],
                                                QueryParams = [new QueryParamMatch("q", "1")],
                                                Method = "GET",
                                            },
                                        ],
                                        Filters = Filters,
                                        Backends = Refs,
                                    },
                                ],
                            },
                        ],
                        GrpcRoutes =
                        [
                            new GrpcRoute
                            {
                                Name = "shop/grpc",
                                Age = new RouteAge(DateTimeOffset.UnixEpoch),
                                Hostnames = ["a.example"],
                                Rules =
                                [
                                    new GrpcRouteRule
                                    {
                                        Name = "rule",
                                        Matches = [new GrpcRouteMatch { Method = new GrpcMethodMatch("s", "m"), Headers = [new HeaderMatch("x", "1")] }],
                                        Filters = Filters,
                                        Backends = Refs,
                                    },
                                ],
                            },
                        ],
                    },
                ],
            },
        ],
        Backends =
        [
            new Backend
            {
                Id = "b",
                Protocol = BackendProtocol.Http1,
                Tls = new BackendTls { Hostname = "b.example", CaCertificates = ["ca"], SubjectAltNames = [new BackendSubjectAltName(true, "spiffe://a/b")] },
                Endpoints = [new BackendEndpoint("127.0.0.1", 8080)],
            },
            new Backend { Id = "c", Protocol = BackendProtocol.H2c, Tls = new BackendTls { Hostname = "c.example", CaCertificates = ["ca"], SubjectAltNames = [new BackendSubjectAltName(false, "c")] }, Endpoints = [new BackendEndpoint("127.0.0.1", 8081)] },
        ],
        Plans = [new Plan { Name = "free", Limits = EveryLimit }, new Plan { Name = "gold", Limits = EveryLimit }],
        Customers = [new Customer("acme", "gold")],
        RateLimitPolicies =
        [
            new RateLimitPolicy
            {
                Name = "shop/limits",
                Targets = [new RateLimitTarget(RateLimitTargetKind.HttpRoute, "shop/http", "rule")],
                Limits = [new KeyedLimit(new LimitKeySource(LimitKeyType.Header, "x-tenant"), EveryLimit[0], 2)],
                Plans = new CustomerPlans(new LimitKeySource(LimitKeyType.Claim, "sub") { Ipv4PrefixLength = 24, Ipv6PrefixLength = 56 }, "free", 2),
            },
        ],
    };
}
