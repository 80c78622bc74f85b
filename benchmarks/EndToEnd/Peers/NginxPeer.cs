using System.Globalization;
using System.Text;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>nginx with one worker, keep-alive to the upstream, no access log: as lean as it is configured by hand.</summary>
internal static class NginxPeer
{
    internal static ChildProcess Start(string program, string folder, int port, int upstreamPort, bool hasManyRoutes)
    {
        string file = Path.Combine(folder, hasManyRoutes ? "nginx-many.conf" : "nginx-one.conf");
        File.WriteAllText(file, $$"""
            daemon off;
            worker_processes 1;
            pid {{file}}.pid;
            error_log {{file}}.log error;
            events { worker_connections 4096; }
            http {
              access_log off;
              server_tokens off;
              keepalive_requests 1000000000;
              server_names_hash_max_size 4096;
              client_body_temp_path {{folder}}/nginx-body;
              proxy_temp_path {{folder}}/nginx-proxy;
              fastcgi_temp_path {{folder}}/nginx-fastcgi;
              uwsgi_temp_path {{folder}}/nginx-uwsgi;
              scgi_temp_path {{folder}}/nginx-scgi;
              upstream backend { server 127.0.0.1:{{upstreamPort}}; keepalive 256; keepalive_requests 1000000000; }
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Proto $scheme;
              proxy_set_header X-Forwarded-Host $http_host;
            {{(hasManyRoutes ? Many(port) : Server(port, "_", "    location / { proxy_pass http://backend; }\n"))}}
            }

            """);
        return ChildProcess.Start(ChildProcess.TargetCpu, program, "-c", file, "-e", $"{file}.log");
    }

    private static string Many(int port)
    {
        StringBuilder locations = new();

        for (int path = 0; path < RequestStream.PathsPerHost; path++)
        {
            locations.Append(CultureInfo.InvariantCulture, $"    location {RequestStream.Prefix(path)}/ {{ proxy_pass http://backend; }}\n");
        }

        return string.Concat(Enumerable.Range(0, RequestStream.Hosts).Select(host => Server(port, RequestStream.Host(host), locations.ToString())));
    }

    private static string Server(int port, string name, string locations) =>
        $"  server {{\n    listen 127.0.0.1:{port};\n    server_name {name};\n{locations}  }}\n";
}
