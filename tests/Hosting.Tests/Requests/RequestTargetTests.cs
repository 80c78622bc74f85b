namespace Gatehouse.Hosting.Tests;

public class RequestTargetTests
{
    [Theory]
    [InlineData("/a/b", TargetForm.Origin, "", "/a/b", "")]
    [InlineData("/a?b=c?d", TargetForm.Origin, "", "/a", "b=c?d")]
    [InlineData("//a", TargetForm.Origin, "", "//a", "")]
    [InlineData("http://shop.example:81/a?b", TargetForm.Absolute, "shop.example:81", "/a", "b")]
    [InlineData("HTTPS://shop.example", TargetForm.Absolute, "shop.example", "", "")]
    [InlineData("http://shop.example?b", TargetForm.Absolute, "shop.example", "", "b")]
    [InlineData("*", TargetForm.Asterisk, "", "", "")]
    [InlineData("shop.example:443", TargetForm.Invalid, "", "", "")]
    [InlineData("http://user@shop.example/", TargetForm.Invalid, "", "", "")]
    [InlineData("http:///a", TargetForm.Invalid, "", "", "")]
    [InlineData("", TargetForm.Invalid, "", "", "")]
    public void A_target_is_taken_apart(string raw, object form, string authority, string path, string query)
    {
        RequestTarget target = RequestTarget.Parse(raw);

        Assert.Equal(form, target.Form);
        Assert.Equal((authority, path, query), (target.Authority.ToString(), target.Path.ToString(), target.Query.ToString()));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a=%zz&b=|[]'", true)]
    [InlineData("a b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\u007f", false)]
    [InlineData("a\u00e9", false)]
    public void A_query_is_visible_ASCII_without_a_fragment(string query, bool isQuery) =>
        Assert.Equal(isQuery, RequestTarget.IsQuery(query));
}
