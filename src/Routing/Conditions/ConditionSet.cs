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

    /// <summary>The answer of <see cref="FirstRefusal"/> where everything holds.</summary>
    public const int NoRefusal = -1;

    public bool Hold<TRequest, TText>(scoped ref TRequest request, ReadOnlySpan<TText> path)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText> =>
        FirstRefusal(ref request, path) == NoRefusal;

    /// <summary>
    /// Which condition refuses the request, counted over method, headers, query parameters and gRPC method. A match and its
    /// explanation both ask here, so they cannot come apart.
    /// </summary>
    public int FirstRefusal<TRequest, TText>(scoped ref TRequest request, ReadOnlySpan<TText> path)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged, IBinaryInteger<TText>
    {
        if (_method is not null && !request.Method.EqualsAscii(_method))
        {
            return 0;
        }

        for (int i = 0; i < _headers.Length; i++)
        {
            if (!_headers[i].Holds<TRequest, TText>(ref request))
            {
                return 1 + i;
            }
        }

        for (int i = 0; i < _query.Length; i++)
        {
            if (!_query[i].Holds(request.Query))
            {
                return 1 + _headers.Length + i;
            }
        }

        return Grpc is null || Grpc.Holds(path) ? NoRefusal : 1 + _headers.Length + _query.Length;
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
