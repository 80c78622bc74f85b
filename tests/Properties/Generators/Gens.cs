using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Primitives;

namespace Gatehouse.Properties.Generators;

/// <summary>Small words that generators are written with.</summary>
internal static class Gens
{
    public static Gen<T> Of<T>(IReadOnlyList<T> words) => Gen.Elements<T>(words);

    /// <summary>The value in so many of a hundred cases, <see langword="null"/> in the others.</summary>
    public static Gen<T?> Maybe<T>(this Gen<T> value, int percent)
        where T : class =>
        Gen.Frequency((percent, value.Select(T? (present) => present)), (100 - percent, Gen.Constant<T?>(null)));

    public static Gen<ValueList<T>> Many<T>(this Gen<T> item, int min, int max) =>
        from count in Gen.Choose(min, max)
        from items in Gen.ListOf(item, count)
        select items.ToValueList();

    public static Gen<ValueList<T>> Shuffled<T>(this ValueList<T> items) =>
        Gen.Shuffle<T>(items).Select(shuffled => shuffled.ToValueList());
}
