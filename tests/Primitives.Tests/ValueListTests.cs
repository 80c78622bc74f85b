namespace Gatehouse.Primitives.Tests;

public class ValueListTests
{
    [Fact]
    public void Lists_of_equal_items_in_the_same_order_are_equal()
    {
        ValueList<string> left = ["a", "b"];
        ValueList<string> right = new[] { "a", "b" }.ToValueList();

        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Order_counts()
    {
        ValueList<string> left = ["a", "b"];
        ValueList<string> right = ["b", "a"];

        Assert.True(left != right);
    }

    [Fact]
    public void A_longer_list_is_another_list()
    {
        ValueList<string> left = ["a"];
        ValueList<string> right = ["a", "a"];

        Assert.NotEqual(left, right);
    }

    [Fact]
    public void The_default_is_the_empty_list()
    {
        ValueList<string> made = [];

        Assert.True(default(ValueList<string>).IsEmpty);
        Assert.Equal(default, made);
        Assert.Equal(default, Array.Empty<string>().ToValueList());
        Assert.Equal(default(ValueList<string>).GetHashCode(), Array.Empty<string>().ToValueList().GetHashCode());
    }

    [Fact]
    public void Changing_the_array_that_it_was_made_of_does_not_change_the_list()
    {
        string[] source = ["a"];
        ValueList<string> list = ValueList.Create<string>(source);
        source[0] = "b";

        Assert.Equal("a", list[0]);
    }

    [Fact]
    public void An_index_beyond_the_end_throws() => Assert.Throws<IndexOutOfRangeException>(() => default(ValueList<string>)[0]);

    [Fact]
    public void Items_are_enumerated_in_order()
    {
        ValueList<int> list = [3, 1, 2];

        Assert.Equal(new[] { 3, 1, 2 }, list.AsSpan().ToArray());
        Assert.Equal(new[] { 3, 1, 2 }, list.Select(item => item));
    }

    [Fact]
    public void A_list_prints_its_items()
    {
        ValueList<int> list = [1, 2];

        Assert.Equal("[1, 2]", list.ToString());
    }
}
