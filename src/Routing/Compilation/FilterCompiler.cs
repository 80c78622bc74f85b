using Gatehouse.Primitives;
using Gatehouse.Primitives.Diagnostics;

namespace Gatehouse.Routing;

/// <summary>Compiles the filters of one rule or backend.</summary>
/// <param name="diagnostics">Gets every finding.</param>
/// <param name="replacesPrefix">Whether ReplacePrefixMatch has a prefix to replace.</param>
internal sealed class FilterCompiler(DiagnosticBag diagnostics, bool replacesPrefix)
{
    private readonly List<HeaderEdit> _requestHeaders = [];
    private readonly List<HeaderEdit> _responseHeaders = [];
    private CompiledRedirect? _redirect;
    private CompiledRewrite? _rewrite;
    private string? _unresolved;

    public static CompiledFilters Compile(ValueList<RouteFilter> filters, bool replacesPrefix, FieldPath at, DiagnosticBag diagnostics) =>
        filters.IsEmpty ? CompiledFilters.None : new FilterCompiler(diagnostics, replacesPrefix).Compile(filters, at);

    private CompiledFilters Compile(ValueList<RouteFilter> filters, FieldPath at)
    {
        HashSet<Type> seen = [];

        for (int i = 0; i < filters.Count; i++)
        {
            FieldPath item = at.Index(i);

            if (filters[i] is not UnresolvedFilter && !seen.Add(filters[i].GetType()))
            {
                diagnostics.Report(RoutingDiagnostics.FilterRepeated, item, filters[i].GetType().Name);
            }

            Add(filters[i], item);
        }

        if (_redirect is not null && _rewrite is not null)
        {
            diagnostics.Report(RoutingDiagnostics.FiltersExclusive, at);
        }

        return new CompiledFilters([.. _requestHeaders], [.. _responseHeaders], _redirect, _rewrite, _unresolved);
    }

    private void Add(RouteFilter filter, FieldPath at)
    {
        switch (filter)
        {
            case RequestHeaderModifier modifier:
                AddEdits(modifier.Headers, at.Field("requestHeaderModifier"), _requestHeaders);
                break;
            case ResponseHeaderModifier modifier:
                AddEdits(modifier.Headers, at.Field("responseHeaderModifier"), _responseHeaders);
                break;
            case RequestRedirect redirect:
                _redirect ??= Redirect(redirect, at.Field("requestRedirect"));
                break;
            case UrlRewrite rewrite:
                FieldPath field = at.Field("urlRewrite");
                CheckHostname(rewrite.Hostname, field);
                _rewrite ??= new CompiledRewrite(rewrite.Hostname, PathEdit(rewrite.Path, field.Field("path")));
                break;
            case UnresolvedFilter unresolved:
                _unresolved ??= unresolved.Reference;
                break;
        }
    }

    private void AddEdits(HeaderModifier modifier, FieldPath at, List<HeaderEdit> edits)
    {
        HashSet<HeaderName> named = [];
        AddEdits(HeaderEditKind.Set, modifier.Set, at.Field("set"), named, edits);
        AddEdits(HeaderEditKind.Add, modifier.Add, at.Field("add"), named, edits);

        for (int i = 0; i < modifier.Remove.Count; i++)
        {
            if (ReadName(modifier.Remove[i], at.Field("remove").Index(i), named) is { } name)
            {
                edits.Add(new HeaderEdit(HeaderEditKind.Remove, name, ""));
            }
        }
    }

    private void AddEdits(HeaderEditKind kind, ValueList<HeaderValue> values, FieldPath at, HashSet<HeaderName> named, List<HeaderEdit> edits)
    {
        for (int i = 0; i < values.Count; i++)
        {
            HeaderValue header = values[i];
            HeaderName? name = ReadName(header.Name, at.Index(i).Field("name"), named);

            // A line break in a value would let a configuration's author write headers of their own (RFC 9110 section 5.5).
            if (header.Value.Length > Limits.ValueLengthMax || header.Value.AsSpan().ContainsAny(Controls))
            {
                diagnostics.Report(RoutingDiagnostics.HeaderValueInvalid, at.Index(i).Field("value"), header.Value, Limits.ValueLengthMax);
            }
            else if (name is not null)
            {
                edits.Add(new HeaderEdit(kind, name, header.Value));
            }
        }
    }

    private HeaderName? ReadName(string text, FieldPath at, HashSet<HeaderName> named)
    {
        if (!HeaderName.TryParse(text, out HeaderName? name))
        {
            diagnostics.Report(RoutingDiagnostics.HeaderNameInvalid, at, text);
        }
        else if (name.Value == "host")
        {
            diagnostics.Report(RoutingDiagnostics.HostEditedAsHeader, at, text);
        }
        else if (!named.Add(name))
        {
            diagnostics.Report(RoutingDiagnostics.HeaderEditedTwice, at, text);
        }

        return name;
    }

    private CompiledRedirect Redirect(RequestRedirect redirect, FieldPath at)
    {
        if (redirect.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            diagnostics.Report(RoutingDiagnostics.RedirectStatusInvalid, at.Field("statusCode"), $"{redirect.StatusCode}");
        }

        if (redirect.Scheme is not (null or "http" or "https"))
        {
            diagnostics.Report(RoutingDiagnostics.RedirectSchemeInvalid, at.Field("scheme"), redirect.Scheme);
        }

        if (redirect.Port is < 1 or > 65535)
        {
            diagnostics.Report(RoutingDiagnostics.PortOutOfRange, at.Field("port"), $"{redirect.Port}");
        }

        CheckHostname(redirect.Hostname, at);
        return new CompiledRedirect(
            redirect.StatusCode, redirect.Scheme, redirect.Hostname, redirect.Port, PathEdit(redirect.Path, at.Field("path")));
    }

    private void CheckHostname(string? hostname, FieldPath at)
    {
        // A redirect or rewrite goes to one host: the precise form, without a wildcard (Gateway API, PreciseHostname).
        if (hostname is not null && (!HostnamePattern.TryParse(hostname, out HostnamePattern? parsed) || parsed.IsWildcard))
        {
            diagnostics.Report(RoutingDiagnostics.HostnameInvalid, at.Field("hostname"), hostname);
        }
    }

    private PathEdit? PathEdit(PathModifier? modifier, FieldPath at)
    {
        if (modifier is null)
        {
            return null;
        }

        bool isPrefix = modifier.Type == PathModifierType.ReplacePrefixMatch;
        FieldPath field = at.Field(isPrefix ? "replacePrefixMatch" : "replaceFullPath");

        if (isPrefix && !replacesPrefix)
        {
            diagnostics.Report(RoutingDiagnostics.PrefixReplacementWithoutPrefix, at.Field("type"));
        }

        // Only a replaced prefix may be empty: what is left of the path follows it (Gateway API, HTTPPathModifier).
        string value = modifier.Value.Length == 0 && isPrefix ? "/" : modifier.Value;
        string? normal = PathReader.Read(value, field, diagnostics);
        return normal is null ? null : new PathEdit(modifier.Type, isPrefix ? normal.TrimEnd('/') : normal);
    }

    private static readonly System.Buffers.SearchValues<char> Controls = System.Buffers.SearchValues.Create(
        "\0\x01\x02\x03\x04\x05\x06\x07\b\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f");
}
