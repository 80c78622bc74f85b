using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing.Tests;

/// <summary>Something that answers which rule a request selects.</summary>
public interface IMatcher
{
    static abstract RouteAnswer Match(IReadOnlyList<RouteListener> listeners, OracleRequest request);
}

/// <summary>Gateway API, sentence by sentence.</summary>
public sealed class OracleMatcher : IMatcher
{
    public static RouteAnswer Match(IReadOnlyList<RouteListener> listeners, OracleRequest request) =>
        RouteOracle.Match(listeners, request).Answer;
}

/// <summary>The compiled table on UTF-16 text.</summary>
public sealed class CharMatcher : IMatcher
{
    public static RouteAnswer Match(IReadOnlyList<RouteListener> listeners, OracleRequest request) =>
        RouteAnswer.Of(Table.Of(listeners).Match(new CharRequest(request).View));
}

/// <summary>The compiled table on UTF-8 octets.</summary>
public sealed class Utf8Matcher : IMatcher
{
    public static RouteAnswer Match(IReadOnlyList<RouteListener> listeners, OracleRequest request) =>
        RouteAnswer.Of(Table.Of(listeners).MatchUtf8(new Utf8Request(request).View));
}

/// <summary>Compiles what has to be valid.</summary>
internal static class Table
{
    public static RouteTable Of(params IReadOnlyList<RouteListener> listeners)
    {
        DiagnosticBag diagnostics = new();
        RouteTable table = new RouteCompiler().Compile(listeners, diagnostics);
        Assert.Empty(diagnostics);
        return table;
    }
}
