using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Gatehouse.Primitives.Tests.Hostnames;

/// <summary>Patterns against the sets of hosts that they stand for, drawn from every host of up to four labels 'a' and 'b'.</summary>
[Properties(Arbitrary = [typeof(SmallPatterns)], MaxTest = 1_000)]
public class HostnamePatternProperties
{
    [Property]
    public bool Matching_is_being_in_the_set(SmallPattern a) =>
        SmallPatterns.Hosts.All(host => (a.Pattern?.Matches(host) ?? true) == a.Hosts().Contains(host));

    [Property]
    public bool Covering_is_being_a_superset(SmallPattern a, SmallPattern b) =>
        a.Pattern is null || b.Pattern is null || a.Pattern.Covers(b.Pattern) == a.Hosts().IsSupersetOf(b.Hosts());

    [Property]
    public bool An_intersection_is_the_intersection_of_the_sets(SmallPattern a, SmallPattern b)
    {
        HashSet<string> expected = a.Hosts();
        expected.IntersectWith(b.Hosts());

        return HostnamePattern.TryIntersect(a.Pattern, b.Pattern, out HostnamePattern? result)
            ? new SmallPattern(result).Hosts().SetEquals(expected)
            : expected.Count == 0;
    }

    [Property]
    public bool The_order_of_an_intersection_does_not_matter(SmallPattern a, SmallPattern b) =>
        HostnamePattern.TryIntersect(a.Pattern, b.Pattern, out HostnamePattern? ab) == HostnamePattern.TryIntersect(b.Pattern, a.Pattern, out HostnamePattern? ba)
        && Equals(ab, ba);

    [Property]
    public bool What_is_covered_is_never_less_specific(SmallPattern a, SmallPattern b) =>
        a.Pattern is null || b.Pattern is null || !a.Pattern.Covers(b.Pattern) || HostnamePattern.CompareSpecificity(a.Pattern, b.Pattern) <= 0;
}

/// <summary>A pattern of up to three labels; <see langword="null"/> for every host.</summary>
public sealed record SmallPattern(HostnamePattern? Pattern)
{
    public HashSet<string> Hosts() => [.. SmallPatterns.Hosts.Where(Has)];

    // Label by label, from the right.
    private bool Has(string host)
    {
        if (Pattern is null)
        {
            return true;
        }

        string[] pattern = [.. Pattern.Value.Split('.').Reverse()];
        string[] labels = [.. host.Split('.').Reverse()];

        return pattern[^1] == "*"
            ? labels.Length >= pattern.Length && labels.Take(pattern.Length - 1).SequenceEqual(pattern[..^1])
            : labels.SequenceEqual(pattern);
    }
}

public static class SmallPatterns
{
    private static readonly string[] Labels = ["a", "b"];

    public static readonly IReadOnlyList<string> Hosts = [.. Enumerable.Range(1, 4).SelectMany(NamesOf)];

    public static Arbitrary<SmallPattern> Patterns()
    {
        string[] names = [.. Enumerable.Range(1, 3).SelectMany(NamesOf)];
        HostnamePattern?[] patterns = [null, .. names.Select(HostnamePattern.Parse), .. names.Select(name => HostnamePattern.Parse("*." + name))];
        return Gen.Elements(patterns).Select(pattern => new SmallPattern(pattern)).ToArbitrary();
    }

    private static IEnumerable<string> NamesOf(int labels) =>
        labels == 1 ? Labels : NamesOf(labels - 1).SelectMany(rest => Labels.Select(label => $"{label}.{rest}"));
}
