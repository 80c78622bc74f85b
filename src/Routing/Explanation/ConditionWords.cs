using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Conditions in words. What decides is <see cref="ConditionSet.FirstRefusal"/>; here it is only said.</summary>
internal static class ConditionWords
{
    private const string Header = "header";
    private const string Parameter = "query";

    /// <summary>What a candidate that accepts asked for besides its path.</summary>
    public static string Held(ConditionSet? conditions)
    {
        List<string> held = [];

        if (conditions is { HasMethod: true })
        {
            held.Add($"method is {Encoding.ASCII.GetString(conditions.Method)}");
        }

        foreach (HeaderCondition header in conditions is null ? [] : conditions.Headers)
        {
            held.Add(Held($"{Header} {header.Name.Value}", header.Test));
        }

        foreach (QueryCondition parameter in conditions is null ? [] : conditions.Query)
        {
            held.Add(Held($"{Parameter} {Shown(parameter.Name.Text)}", parameter.Test));
        }

        held.AddRange(conditions?.Grpc?.Service is { } service ? [Held("gRPC service", service)] : []);
        held.AddRange(conditions?.Grpc?.Method is { } method ? [Held("gRPC method", method)] : []);
        return held.Count == 0 ? "its path is all it asks for" : string.Join(", ", held);
    }

    /// <summary>The condition that refuses, with what the request has instead.</summary>
    public static string Refusal<TRequest>(scoped ref TRequest request, ConditionSet conditions, int refusal)
        where TRequest : IHttpRequestView, allows ref struct
    {
        if (refusal == 0)
        {
            return $"method is {Shown(request.Method)}, not {Encoding.ASCII.GetString(conditions.Method)}";
        }

        int position = refusal - 1;

        if (position < conditions.Headers.Length)
        {
            HeaderCondition header = conditions.Headers[position];
            string? value = HeaderText.Read<TRequest, char, int, string>(ref request, header.Name, 0, static (value, _) => new string(value));
            return Refusal($"{Header} {header.Name.Value}", value, header.Test);
        }

        position -= conditions.Headers.Length;

        if (position < conditions.Query.Length)
        {
            QueryCondition parameter = conditions.Query[position];
            return Refusal($"{Parameter} {Shown(parameter.Name.Text)}", ValueOf(request.Query, parameter.Name), parameter.Test);
        }

        return Refusal(conditions.Grpc!, request.Path);
    }

    private static string Refusal(GrpcCondition condition, ReadOnlySpan<char> path) =>
        condition.Service is { } service && !service.Accepts(GrpcCondition.ServiceOf(path))
            ? Refusal("gRPC service", new string(GrpcCondition.ServiceOf(path)), service)
            : Refusal("gRPC method", new string(GrpcCondition.MethodOf(path)), condition.Method!.Value);

    private static string Refusal(string what, string? value, ValueTest test) => (value, test.Pattern) switch
    {
        (null, _) => $"{what} is absent",
        (_, null) => $"{what} is '{Shown(value)}', not '{Shown(test.Text)}'",
        _ => $"{what} is '{Shown(value)}', which does not match '{Shown(test.Text)}'",
    };

    private static string Held(string what, ValueTest test) =>
        test.Pattern is null ? $"{what} is '{Shown(test.Text)}'" : $"{what} matches '{Shown(test.Text)}'";

    private static string? ValueOf(ReadOnlySpan<char> query, ValueTest wanted)
    {
        QueryReader<char> reader = new(query);

        while (reader.TryRead(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value))
        {
            if (wanted.AcceptsDecoded(name))
            {
                return PercentText.Decoded(value, 0, static (octets, _) => Encoding.UTF8.GetString(octets));
            }
        }

        return null;
    }

    // A stranger's text: on one line, without control characters, and not longer than a reader wants.
    private static string Shown(ReadOnlySpan<char> text)
    {
        bool isCut = text.Length > Limits.ExplainedValueLengthMax;
        StringBuilder shown = new();

        foreach (char unit in isCut ? text[..Limits.ExplainedValueLengthMax] : text)
        {
            shown.Append(char.IsControl(unit) ? '\uFFFD' : unit);
        }

        return shown.Append(isCut ? "…" : "").ToString();
    }
}
