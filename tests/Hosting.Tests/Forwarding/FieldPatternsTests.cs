namespace Gatehouse.Hosting.Tests;

public class FieldPatternsTests
{
    private readonly FieldPatterns _patterns = new("x-consumer-*", "Remote-User", "x-y");

    [Theory]
    [InlineData("x-consumer-id", true)]
    [InlineData("X-Consumer-ID", true)]
    [InlineData("X_Consumer_ID", true)]
    [InlineData("x.consumer~id", true)]
    [InlineData("x-consumer-", true)]
    [InlineData("x-consumer", false)]
    [InlineData("x-consumers", false)]
    [InlineData("remote-user", true)]
    [InlineData("REMOTE_USER", true)]
    [InlineData("remote-user2", false)]
    [InlineData("remote-use", false)]
    [InlineData("x-y", true)]
    [InlineData("xy", false)]
    [InlineData("", false)]
    [InlineData("é", false)]
    [InlineData("accept", false)]
    public void Names_are_compared_as_CGI_would(string name, bool isThere) => Assert.Equal(isThere, _patterns.Has(name));

    [Theory]
    [InlineData("x-user", true)]
    [InlineData("x-user-*", true)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData("x user", false)]
    public void A_pattern_is_a_name_or_its_beginning(string text, bool isPattern) => Assert.Equal(isPattern, FieldPatterns.IsPattern(text));

    [Fact]
    public void Every_default_matches_itself()
    {
        IList<string> defaults = new ForwardingOptions().IdentityFields;
        FieldPatterns patterns = new(defaults);
        Assert.All(defaults, pattern => Assert.True(patterns.Has(pattern.Replace("*", "x", StringComparison.Ordinal))));
        Assert.All<string>(["x-user-id", "x-request-id", "authorization", "cookie", "x-custom"], name => Assert.False(patterns.Has(name)));
    }
}
