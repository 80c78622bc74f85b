using System.Numerics;

namespace Gatehouse.Routing;

/// <summary>A condition on a query parameter; of several with its name the first counts.</summary>
internal readonly record struct QueryCondition(ValueTest Name, ValueTest Test)
{
    public bool Holds<TText>(ReadOnlySpan<TText> query)
        where TText : unmanaged, IBinaryInteger<TText>
    {
        QueryReader<TText> reader = new(query);

        while (reader.TryRead(out ReadOnlySpan<TText> name, out ReadOnlySpan<TText> value))
        {
            if (Name.AcceptsDecoded(name))
            {
                return Test.AcceptsDecoded(value);
            }
        }

        return false;
    }
}
