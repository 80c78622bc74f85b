using Gatehouse.Primitives;

namespace Gatehouse.Simulation;

/// <summary>A GET of a customer.</summary>
internal readonly struct ShopRequest(string customer) : IHttpRequestView
{
    internal const string CustomerHeader = "x-customer";

    public ReadOnlySpan<char> Method => "GET";

    public ReadOnlySpan<char> Host => "shop.example";

    public ReadOnlySpan<char> Path => "/products";

    public ReadOnlySpan<char> Query => default;

    public int GetHeader(HeaderName name, int index, out ReadOnlySpan<char> value)
    {
        bool isCustomer = name.Value == CustomerHeader;
        value = isCustomer && index == 0 ? customer : default(ReadOnlySpan<char>);
        return isCustomer ? 1 : 0;
    }
}
