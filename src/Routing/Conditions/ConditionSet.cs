using System.Numerics;
using System.Text;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>Everything besides the path that a match asks for: all of it has to hold.</summary>
internal sealed class ConditionSet : IEquatable<ConditionSet>
{
    private readonly byte[]? _method;
    private readonly HeaderCondition[] _headers;
    private readonly QueryCondition[] _query;

    public ConditionSet(string? method, HeaderCondition[] headers, QueryCondition[] query, GrpcCondition? grpc)
    {
        _method = method is null ? null : Encoding.ASCII.GetBytes(method);
        _headers = headers;
        _query = query;
        Grpc = grpc;
    }

    public ReadOnlySpan<byte> Method => _method;

    public bool HasMethod => _method is not null;

    public ReadOnlySpan<HeaderCondition> Headers => _headers;

    public ReadOnlySpan<QueryCondition> Query => _query;

    public GrpcCondition? Grpc { get; }

    public int RegexCount =>
        _headers.Count(static header => header.Test.Pattern is not null)
        + _query.Count(static parameter => parameter.Test.Pattern is not null)
        + (Grpc?.Service is { Pattern: not null } ? 1 : 0)
        + (Grpc?.Method is { Pattern: not null } ? 1 : 0);

    public bool Hold<TRequest, TText>(scoped ref TRequest request, ReadOnlySpan<TText> path)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
    {
        if (_method is not null && !request.Method.EqualsAscii(_method))
        {
            return false;
        }

        foreach (ref readonly HeaderCondition header in _headers.AsSpan())
        {
            if (!header.Holds<TRequest, TText>(ref request))
            {
                return false;
            }
        }

        foreach (ref readonly QueryCondition parameter in _query.AsSpan())
        {
            if (!parameter.Holds(request.Query))
            {
                return false;
            }
        }

        return Grpc is null || Grpc.Holds(path);
    }

    public bool Equals(ConditionSet? other) =>
        other is not null
        && HasMethod == other.HasMethod
        && Method.SequenceEqual(other.Method)
        && Headers.SequenceEqual(other.Headers)
        && Query.SequenceEqual(other.Query)
        && Equals(Grpc, other.Grpc);

    public override bool Equals(object? obj) => Equals(obj as ConditionSet);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Method);
        hash.Add(Grpc);

        foreach (HeaderCondition header in _headers)
        {
            hash.Add(header);
        }

        foreach (QueryCondition parameter in _query)
        {
            hash.Add(parameter);
        }

        return hash.ToHashCode();
    }
}
