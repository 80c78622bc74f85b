namespace Gatehouse.RateLimit.Tests;

public class LimitKeyTests
{
    [Fact]
    public void Text_and_its_utf8_octets_are_one_key() =>
        Assert.Equal(LimitKey.Of<char>("kündin-7", 1), LimitKey.Of<byte>("kündin-7"u8, 1));

    [Fact]
    public void Seeds_and_texts_and_their_order_tell_keys_apart()
    {
        LimitKey a = LimitKey.Of<char>("a", 1);
        LimitKey b = LimitKey.Of<char>("b", 1);
        LimitKey[] keys = [a, b, default, LimitKey.Of<char>("a", 2), LimitKey.Of<char>("", 1), a.And(b), b.And(a), a.And(a), a.And(default), default(LimitKey).And(a)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.True(a != b);
        Assert.True(a == LimitKey.Of<char>("a", 1));
    }

    [Fact]
    public void Both_halves_of_many_keys_differ()
    {
        LimitKey[] keys = [.. Enumerable.Range(0, 100_000).Select(static i => LimitKey.Of<char>($"{i}", new UInt128(3, 5)))];
        Assert.Equal(keys.Length, keys.Select(static key => key.High).Distinct().Count());
        Assert.Equal(keys.Length, keys.Select(static key => key.Low).Distinct().Count());
    }
}
