namespace Gatehouse.Samples.Gateway;

/// <summary>Lines to paste into a shell, one for each lesson of the shop.</summary>
internal static class ShopLessons
{
    private const int DeclaredPort = 8080;

    internal static string Of(GatewayArguments arguments)
    {
        string shop = $"http://{new System.Net.IPEndPoint(arguments.Address, DeclaredPort + arguments.PortOffset)}";
        return $"""

            Try it:

              curl {shop}/                                  # the frontend
              curl {shop}/products/mug                      # version 1, one time in ten version 2
              curl -H 'x-canary: true' {shop}/products/mug  # version 2
              curl -X POST {shop}/orders/mug                # orders asks products and payments
              curl -i -X DELETE {shop}/orders/mug           # 404: no rule for DELETE
              curl -i {shop}/old-shop/products              # 301 to /products
              curl '{shop}/api/v1/products/mug?x=1'         # the backend sees /products/mug?x=1
              curl -i -H 'x-debug: 1' {shop}/payments       # headers changed both ways
              curl -i -H 'x-customer: acme' {shop}/partners # 1000 a second; RateLimit says what is left
              curl -i {shop}/partners                       # 10 a second without a contract
              curl -si '{shop}/partners?[1-15]' | grep -iE '^(HTTP|RateLimit:|Retry)'   # the last ones: 429, and when to come back
              curl --http2-prior-knowledge {shop}/cart      # HTTP/2 on the same port

            Edit a file in {ShopFolder.Find()} and try again. Ctrl+C ends it.

            """;
    }
}
