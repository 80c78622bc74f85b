using System.Globalization;
using System.Net;

namespace Gatehouse.Hosting.Tests.RateLimits;

/// <summary>One item of a <c>RateLimit</c> or <c>RateLimit-Policy</c> field, as a client reads it.</summary>
internal sealed record LimitItem(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    internal long this[string parameter] => long.Parse(Parameters[parameter], CultureInfo.InvariantCulture);
}

/// <summary>What a client sees of its limits. It reads the fields by the grammar (RFC 9651), knowing nothing of who writes them.</summary>
internal sealed record LimitedAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Fields)
{
    internal IReadOnlyList<LimitItem> Level => ListOf("RateLimit");

    internal IReadOnlyList<LimitItem> Policy => ListOf("RateLimit-Policy");

    internal string? this[string field] => Fields.GetValueOrDefault(field);

    internal static LimitedAnswer Of(HttpResponseMessage answer)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

        foreach ((string name, System.Net.Http.Headers.HeaderStringValues values) in answer.Headers.NonValidated)
        {
            // A field that comes twice would be read as one list: nothing of it may be somebody else's.
            fields[name] = string.Join(", ", values);
        }

        return new LimitedAnswer(answer.StatusCode, fields);
    }

    // Enough of a structured list for names without commas, semicolons and escapes.
    private LimitItem[] ListOf(string field) => this[field] is not { } text ? [] : [.. text.Split(',').Select(static item => ItemOf(item.Trim(' ')))];

    private static LimitItem ItemOf(string text)
    {
        string[] parts = text.Split(';');
        Assert.Matches("^\"[A-Za-z0-9._/-]+\"$", parts[0]);
        return new LimitItem(
            parts[0].Trim('"'),
            parts.Skip(1).Select(static part => part.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }
}
