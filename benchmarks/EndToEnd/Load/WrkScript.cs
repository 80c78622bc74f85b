using System.Globalization;
using System.Text;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>The Lua script that lets wrk send the request stream and print what this program reads.</summary>
internal static class WrkScript
{
    internal static string[] Arguments(string folder, int port, int seconds, int connections)
    {
        string file = Path.Combine(folder, "stream.lua");

        if (!File.Exists(file))
        {
            File.WriteAllText(file, Script());
        }

        return ["-t", "1", "-c", ChildArguments.Text(connections), "-d", $"{seconds}s", "--latency", "-s", file, $"http://127.0.0.1:{port}"];
    }

    private static string Script()
    {
        StringBuilder script = new("local requests = {}\nlocal next = 0\n\nfunction init(args)\n");

        for (int i = 0; i < RequestStream.Count; i++)
        {
            (string host, string path) = RequestStream.At(i);
            script.Append(CultureInfo.InvariantCulture, $"  requests[{i}] = wrk.format(\"GET\", \"{path}\", {{ [\"Host\"] = \"{host}\" }})\n");
        }

        script.Append(CultureInfo.InvariantCulture, $$"""
            end

            function request()
              local text = requests[next]
              next = (next + 1) % {{RequestStream.Count}}
              return text
            end

            function done(summary, latency, requests)
              local errors = summary.errors
              local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
              io.write(string.format("RESULT %d %d %f %f %f\n", summary.requests - errors.status, bad,
                summary.duration / 1e6, latency:percentile(50), latency:percentile(99)))
            end

            """);
        return script.ToString();
    }
}
