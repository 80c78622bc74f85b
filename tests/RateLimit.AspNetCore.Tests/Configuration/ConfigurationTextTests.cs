namespace Gatehouse.RateLimit.AspNetCore.Tests.Configuration;

public class ConfigurationTextTests
{
    [Theory]
    [InlineData("10s", 10)]
    [InlineData("5M", 300)]
    [InlineData("1h", 3_600)]
    [InlineData("31d", 2_678_400)]
    [InlineData("00:01:30", 90)]
    [InlineData("1.00:00:00", 86_400)]
    public void A_duration_is_read(string text, int seconds)
    {
        Assert.True(ConfigurationText.TryParseDuration(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("1w")]
    [InlineData("9223372036854775807d")]
    [InlineData("1h30m")]
    public void A_duration_that_could_mean_two_things_is_not_read(string text) => Assert.False(ConfigurationText.TryParseDuration(text, out _));

    [Theory]
    [InlineData("10")]
    [InlineData("/second")]
    [InlineData("10/")]
    [InlineData("-1/second")]
    [InlineData("1,000/second")]
    [InlineData("10/seconds")]
    [InlineData("99999999999999999999/second")]
    public void A_rate_that_is_none_is_not_read(string text) => Assert.False(ConfigurationText.TryParseRate(text, out _));
}
