namespace Gatehouse.Routing.Tests.Filters;

/// <summary>Something that answers what a rule's filters do to a request that the rule matches.</summary>
public interface IFilters
{
    static abstract string Location(RequestRedirect redirect, RouteListener listener, HttpRouteMatch match, OracleRequest request);

    static abstract string Path(UrlRewrite rewrite, HttpRouteMatch match, string path);
}

/// <summary>Gateway API, sentence by sentence.</summary>
public sealed class OracleFilters : IFilters
{
    public static string Location(RequestRedirect redirect, RouteListener listener, HttpRouteMatch match, OracleRequest request) =>
        FilterOracle.Location(redirect, listener, request, Matched(listener, match, request).MatchedPathLength);

    public static string Path(UrlRewrite rewrite, HttpRouteMatch match, string path) =>
        FilterOracle.Path(rewrite.Path, path, Matched(Listener("l", null), match, OracleRequest.Parse($"h{path}")).MatchedPathLength);

    private static RouteAnswer Matched(RouteListener listener, HttpRouteMatch match, OracleRequest request)
    {
        RouteAnswer answer = RouteOracle.Match([listener with { HttpRoutes = [Route("r", "", Rule(match))] }], request).Answer;
        Assert.Equal(MatchOutcome.Matched, answer.Outcome);
        return answer;
    }
}

/// <summary>The compiled filters of a compiled rule.</summary>
public sealed class CompiledTableFilters : IFilters
{
    public static string Location(RequestRedirect redirect, RouteListener listener, HttpRouteMatch match, OracleRequest request)
    {
        CharRequest prepared = new(request);
        HttpRouteRule rule = new() { Matches = [match], Filters = [redirect] };
        RouteResult result = Table.Of(listener with { HttpRoutes = [Route("r", "", rule)] }).Match(prepared.View);
        Assert.Equal(MatchOutcome.Matched, result.Outcome);

        CompiledRedirect compiled = result.Rule!.Filters.Redirect!;
        Assert.Equal(redirect.StatusCode, compiled.StatusCode);
        return Formatted.InExactlyEnoughRoom((Span<char> room, out int written) =>
            compiled.TryFormatLocation(result.Listener!, prepared.View, result.MatchedPathLength, room, out written));
    }

    public static string Path(UrlRewrite rewrite, HttpRouteMatch match, string path)
    {
        HttpRouteRule rule = Rule(match) with { Filters = [rewrite] };
        RouteResult result = Table.Of(Listener("l", null, Route("r", "", rule))).Match(new CharRequest(OracleRequest.Parse($"h{path}")).View);
        Assert.Equal(MatchOutcome.Matched, result.Outcome);

        CompiledRewrite compiled = result.Rule!.Filters.Rewrite!;
        Assert.Equal(rewrite.Hostname, compiled.Hostname);
        Assert.Equal(rewrite.Path is not null, compiled.ChangesPath);
        return Formatted.InExactlyEnoughRoom((Span<char> room, out int written) =>
            compiled.TryFormatPath(path, result.MatchedPathLength, room, out written));
    }
}

/// <summary>Writes that have to refuse every buffer that is too short and accept the first that is long enough.</summary>
internal static class Formatted
{
    public delegate bool TryFormat(Span<char> destination, out int written);

    public static string InExactlyEnoughRoom(TryFormat format)
    {
        char[] roomy = new char[4096];
        Assert.True(format(roomy, out int length));

        char[] room = new char[length];
        Assert.True(format(room, out int written));
        Assert.Equal(length, written);
        Assert.Equal(roomy[..length], room);

        for (int tooShort = 0; tooShort < length; tooShort++)
        {
            Assert.False(format(room.AsSpan(0, tooShort), out _));
        }

        return new string(room);
    }
}
