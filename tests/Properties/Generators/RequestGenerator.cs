using FsCheck;
using FsCheck.Fluent;

namespace Gatehouse.Properties.Generators;

/// <summary>Requests of the same few words as the tables, written as differently as clients write them.</summary>
internal static class RequestGenerator
{
    /// <summary>Hosts as clients may write them.</summary>
    public static readonly Gen<string> Host =
        from host in Gens.Of(Alphabet.Hosts)
        from upper in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from dot in Gen.Frequency((12, Gen.Constant("")), (2, Gen.Constant(".")), (1, Gen.Constant("..")))
        from port in Gen.Frequency((6, Gen.Constant("")), (2, Gen.Constant(":8080")), (1, Gen.Constant(":")))
        select (upper ? host.ToUpperInvariant() : host) + (host.StartsWith('[') ? "" : dot) + port;

    // What follows a colon and is no port belongs to the host.
    private static readonly Gen<string> AnyHost = Gen.Frequency(
        (19, Host),
        (1, from host in Gens.Of(Alphabet.Hosts) from port in Gens.Of([":x", ":80:80", ":80."]) select host + port));

    private static readonly Gen<FieldLine> Line =
        from name in Gens.Of(Alphabet.HeaderNames)
        from value in Gens.Of(Alphabet.RequestHeaderValues)
        select new FieldLine(name, value);

    private static readonly Gen<FieldLine> ContentType = Gens.Of(Alphabet.ContentTypes).Select(type => new FieldLine("Content-Type", type));

    public static readonly Gen<string> Query = Gen.Frequency(
        (1, Gen.Constant("")),
        (2, Gens.Of(Alphabet.QueryPairs).Many(1, 4).Select(pairs => string.Join("&", (IEnumerable<string>)pairs))));

    public static readonly Gen<OracleRequest> Request =
        from method in Gens.Of(Alphabet.RequestMethods)
        from host in AnyHost
        from path in Gen.Frequency((2, Gens.Of(Alphabet.RequestPaths)), (1, Gens.Of(Alphabet.CallPaths)))
        from query in Query
        from lines in Line.Many(0, 4)
        from type in ContentType.Maybe(50)
        select new OracleRequest(method, host, path, query, type is null ? lines : [.. lines, type]);
}
