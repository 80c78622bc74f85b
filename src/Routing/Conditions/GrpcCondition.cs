using System.Numerics;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>A condition on the parts of the path <c>/{service}/{method}</c> that the path itself could not be looked up by.</summary>
internal sealed record GrpcCondition(ValueTest? Service, ValueTest? Method)
{
    public bool Holds<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText> =>
        (Service is not { } service || service.Accepts(ServiceOf(path))) && (Method is not { } method || method.Accepts(MethodOf(path)));

    /// <summary>Whether a path has the form <c>/{service}/{method}</c>.</summary>
    public static bool IsGrpcPath<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText>
    {
        TText slash = TextUnits.FromAscii<TText>('/');

        if (path.Length < 4 || !path[0].Equals(slash))
        {
            return false;
        }

        int second = path[1..].IndexOf(slash) + 1;
        return second > 1 && second < path.Length - 1 && !path[(second + 1)..].Contains(slash);
    }

    public static ReadOnlySpan<TText> MethodOf<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText> => path[(path.LastIndexOf(TextUnits.FromAscii<TText>('/')) + 1)..];

    public static ReadOnlySpan<TText> ServiceOf<TText>(ReadOnlySpan<TText> path)
        where TText : unmanaged, IBinaryInteger<TText> => path[1..path.LastIndexOf(TextUnits.FromAscii<TText>('/'))];
}
