namespace Gatehouse.Properties.Generators;

/// <summary>
/// The few words that tables and requests are made of. They are few so that routes collide: what is tested is who wins.
/// </summary>
internal static class Alphabet
{
    public static readonly string?[] ListenerHostnames =
        [null, null, "a.example.com", "example.com", "*.example.com", "*.a.example.com", "*.com", "b.org"];

    public static readonly string[] RouteHostnames =
        ["a.example.com", "b.a.example.com", "example.com", "c.example.com", "*.example.com", "*.a.example.com", "*.com", "b.org", "*.org"];

    public static readonly string[] Hosts =
    [
        "a.example.com", "a.example.com", "b.a.example.com", "b.a.example.com", "example.com", "c.example.com", "b.org",
        "a.example.com", "b.a.example.com", "example.com", "c.example.com", "x.y.a.example.com", "z.com", "b.org", "a.b.org",
        "com", "net", "", "[::1]", "10.0.0.1", ".example.com", "xa.example.com", "xexample.com",
        new string('l', 241) + ".example.com", new string('l', 242) + ".example.com",
    ];

    public static readonly string[] PrefixPaths =
        ["/", "/", "/a", "/a/", "/a/b", "/a/b/", "/A", "/ab", "/%61", "/%61/", "/caf%c3%a9", "/a/b/c", "/s", "/s/m", "/a%20b"];

    public static readonly string[] ExactPaths = ["/", "/a", "/a/", "/a/b", "/ab", "/%61", "/a/b/c", "/caf%C3%A9", "/s/m"];

    public static readonly string[] PathExpressions = [".*", "/a.*", "/[a-c]+", "/(a|ab)", "/a|/ab", "(/a)+/?.*", "/a/?", "/[^/]+/m", "/A(?i)b?"];

    public static readonly string[] RequestPaths =
    [
        "/", "/a", "/a", "/a/", "/a/b", "/a/b", "/a/b/", "/a/b/c", "/a/b/c/d", "/ab", "/A", "/aa", "/a//b", "//", "//a", "/a/x",
        "/caf%C3%A9", "/caf%C3%A9/x", "/a%20b/c", "/a%2Fb", "/s/m", "/s/m", "/s/n", "/t/m", "/S/m", "/s/m/", "/s", "/s/", "/x/m",
    ];

    public static readonly string[] CallPaths = ["/s/m", "/s/n", "/t/m", "/t/n", "/S/m", "/x/m"];

    public static readonly string[] Methods = ["GET", "GET", "POST"];

    public static readonly string[] RequestMethods = ["GET", "GET", "GET", "POST", "POST", "PUT", "get"];

    public static readonly string[] HeaderNames = ["x-a", "X-A", "x-b", "x-b", "x-c"];

    public static readonly string[] HeaderValues = ["1", "1", "2", "1,2", "\u00e9"];

    public static readonly string[] RequestHeaderValues = ["1", "1", "1", "2", "1,2", "\u00e9", "", "11"];

    public static readonly string[] QueryNames = ["q", "Q", "r", "r", "s t"];

    public static readonly string[] QueryValues = ["1", "1", "2", "a b", "a+b", "\u00e9", "%zz"];

    public static readonly string[] QueryPairs =
    [
        "q=1", "q=1", "r=1", "r=1", "Q=1", "q=2", "r=2", "q", "q=", "q=%31", "%71=1", "%72=%32", "q=a%20b", "q=a+b", "r=a%2Bb",
        "q=%C3%A9", "q=%c3%a9", "q=%E9", "q=%zz", "q=%25zz", "r=%", "s%20t=1", "s+t=1", "=1", "", "x=y", "q=1=2", "r=11",
    ];

    public static readonly string[] ValueExpressions = [".*", "[0-9]+", "1|11", "[12](,[12])*", "a.b", ".", "\u00e9?"];

    public static readonly string[] Services = ["s", "s", "t", "S"];

    public static readonly string[] Calls = ["m", "m", "n"];

    public static readonly string[] CallExpressions = [".*", "s|t", "[a-m]", "[a-z]"];

    public static readonly string[] ContentTypes =
        ["application/grpc", "application/grpc", "application/grpc+proto", "Application/GRPC;v=1", "application/grpc-web", "application/json"];
}
