using System.Text.RegularExpressions;
using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Reads the conditions of a match. Of several on one name the first counts (Gateway API, HTTPHeaderMatch.name).</summary>
internal static class ConditionReader
{
    public static HeaderCondition[] ReadHeaders(ValueList<HeaderMatch> headers, FieldPath at, DiagnosticBag diagnostics)
    {
        CheckCount(headers.Count, at, diagnostics);
        List<HeaderCondition> conditions = [];

        for (int i = 0; i < headers.Count; i++)
        {
            HeaderMatch header = headers[i];
            FieldPath item = at.Index(i);

            if (!HeaderName.TryParse(header.Name, out HeaderName? name))
            {
                diagnostics.Report(RoutingDiagnostics.HeaderNameInvalid, item.Field("name"), header.Name);
            }
            else if (ReadValue(header.Value, header.Type, item.Field("value"), diagnostics) is { } test
                && !conditions.Exists(condition => condition.Name.Equals(name)))
            {
                conditions.Add(new HeaderCondition(name, test));
            }
        }

        // Look-ups before expressions; and in one order, so that equal sets of conditions are equal.
        return [.. conditions.OrderBy(static c => c.Test.Pattern is not null).ThenBy(static c => c.Name.Value, StringComparer.Ordinal)];
    }

    public static QueryCondition[] ReadQueryParams(ValueList<QueryParamMatch> parameters, FieldPath at, DiagnosticBag diagnostics)
    {
        CheckCount(parameters.Count, at, diagnostics);
        List<QueryCondition> conditions = [];

        for (int i = 0; i < parameters.Count; i++)
        {
            QueryParamMatch parameter = parameters[i];
            FieldPath item = at.Index(i);

            if (parameter.Name.Length == 0)
            {
                diagnostics.Report(RoutingDiagnostics.QueryNameEmpty, item.Field("name"));
            }
            else if (ReadValue(parameter.Value, parameter.Type, item.Field("value"), diagnostics) is { } test
                && !conditions.Exists(condition => condition.Name.Text == parameter.Name))
            {
                conditions.Add(new QueryCondition(new ValueTest(parameter.Name, null), test));
            }
        }

        return [.. conditions.OrderBy(static c => c.Test.Pattern is not null).ThenBy(static c => c.Name.Text, StringComparer.Ordinal)];
    }

    /// <summary>The test for a value, or <see langword="null"/> where it was reported.</summary>
    public static ValueTest? ReadValue(string value, ValueMatchType type, FieldPath at, DiagnosticBag diagnostics)
    {
        if (type == ValueMatchType.RegularExpression)
        {
            Regex? pattern = RegexCompiler.Compile(value, at, diagnostics);
            return pattern is null ? null : new ValueTest(value, pattern);
        }

        if (value.Length > Limits.ValueLengthMax)
        {
            diagnostics.Report(RoutingDiagnostics.HeaderValueInvalid, at, value, Limits.ValueLengthMax);
            return null;
        }

        return new ValueTest(value, null);
    }

    private static void CheckCount(int count, FieldPath at, DiagnosticBag diagnostics)
    {
        if (count > Limits.ConditionsPerMatchMax)
        {
            diagnostics.Report(RoutingDiagnostics.ConditionsTooMany, at, $"{count}", Limits.ConditionsPerMatchMax);
        }
    }
}
