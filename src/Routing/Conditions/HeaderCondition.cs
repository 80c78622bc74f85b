using System.Buffers;
using Gatehouse.Primitives;

namespace Gatehouse.Routing;

/// <summary>A condition on a header; several field lines of one name count as one value joined by a comma.</summary>
internal readonly record struct HeaderCondition(HeaderName Name, ValueTest Test)
{
    public bool Holds<TRequest, TText>(scoped ref TRequest request)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged =>
        HeaderText.Read(ref request, Name, Test, static (ReadOnlySpan<TText> value, ValueTest test) => test.Accepts(value));
}

/// <summary>A function of a header's joined value, which is gone when it returns.</summary>
internal delegate TResult HeaderFunction<TText, TState, TResult>(ReadOnlySpan<TText> value, TState state);

/// <summary>Reads a header as one value.</summary>
internal static class HeaderText
{
    /// <summary>Hands the joined value to a function; <c>default</c> where the request has no such header.</summary>
    public static TResult? Read<TRequest, TText, TState, TResult>(
        scoped ref TRequest request,
        HeaderName name,
        TState state,
        HeaderFunction<TText, TState, TResult> function)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged
    {
        int count = request.GetHeader(name, 0, out ReadOnlySpan<TText> value);
        return count switch
        {
            0 => default,
            1 => function(value, state),
            _ => ReadJoined(ref request, name, count, state, function),
        };
    }

    private static TResult ReadJoined<TRequest, TText, TState, TResult>(
        scoped ref TRequest request,
        HeaderName name,
        int count,
        TState state,
        HeaderFunction<TText, TState, TResult> function)
        where TRequest : IHttpRequestView<TText>, allows ref struct
        where TText : unmanaged
    {
        int length = count - 1;

        for (int i = 0; i < count; i++)
        {
            request.GetHeader(name, i, out ReadOnlySpan<TText> value);
            length += value.Length;
        }

        TText[] rented = ArrayPool<TText>.Shared.Rent(length);
        int written = 0;

        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                rented[written++] = TextUnits.FromAscii<TText>(',');
            }

            request.GetHeader(name, i, out ReadOnlySpan<TText> value);
            value.CopyTo(rented.AsSpan(written));
            written += value.Length;
        }

        TResult result = function(rented.AsSpan(0, written), state);
        ArrayPool<TText>.Shared.Return(rented);
        return result;
    }
}
