namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>haproxy with one thread and no log. Its many routes are a map of host and path prefix.</summary>
internal static class HaproxyPeer
{
    internal static ChildProcess Start(string program, string folder, int port, int upstreamPort, bool hasManyRoutes)
    {
        string file = Path.Combine(folder, hasManyRoutes ? "haproxy-many.cfg" : "haproxy-one.cfg");
        string map = Path.Combine(folder, "haproxy-many.map");

        if (hasManyRoutes)
        {
            File.WriteAllLines(map, Routes());
        }

        File.WriteAllText(file, $"""
            global
              nbthread 1
              maxconn 4096
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              option http-keep-alive
              http-reuse always
            frontend edge
              bind 127.0.0.1:{port}
              http-request set-header X-Forwarded-For %[src]
              http-request set-header X-Forwarded-Proto http
              http-request set-header X-Forwarded-Host %[req.hdr(host)]
            {(hasManyRoutes ? $"  use_backend %[base,map_beg({map})]" : "  default_backend upstream-0")}
            {string.Join('\n', Backends(upstreamPort, hasManyRoutes ? RequestStream.PathsPerHost : 1))}

            """);
        return ChildProcess.Start(ChildProcess.TargetCpu, program, "-db", "-q", "-f", file);
    }

    private static IEnumerable<string> Routes() =>
        Enumerable.Range(0, RequestStream.Hosts).SelectMany(static host => Enumerable.Range(0, RequestStream.PathsPerHost)
            .Select(path => $"{RequestStream.Host(host)}{RequestStream.Prefix(path)}/ upstream-{path}"));

    private static IEnumerable<string> Backends(int upstreamPort, int count) =>
        Enumerable.Range(0, count).Select(i => $"backend upstream-{i}\n  server one 127.0.0.1:{upstreamPort}");
}
