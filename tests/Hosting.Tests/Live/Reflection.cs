using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Hosting.Tests;

/// <summary>What a backend received, field by field; the backend writes it back as lines of <c>name=value</c>.</summary>
internal sealed class Reflection
{
    private const string End = "<end>\n";

    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.OrdinalIgnoreCase);

    private Reflection(string answer)
    {
        Answer = answer;

        foreach (string line in answer.Split('\n').Where(line => line.StartsWith('>')))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = line[1..equals];
            (_fields.TryGetValue(name, out List<string>? values) ? values : _fields[name] = []).Add(line[(equals + 1)..]);
        }
    }

    /// <summary>The whole answer of the gateway.</summary>
    internal string Answer { get; }

    /// <summary>The one value of a field; <see langword="null"/> where the backend got none.</summary>
    internal string? this[string name] => _fields.TryGetValue(name, out List<string>? values) ? Assert.Single(values) : null;

    /// <summary>A backend that reflects.</summary>
    internal static Task BackendAsync(HttpContext context)
    {
        StringBuilder seen = new("\n");

        foreach ((string name, StringValues values) in context.Request.Headers)
        {
            foreach (string? value in values)
            {
                seen.Append($">{name}={value}\n");
            }
        }

        // In one piece, so that no line is broken by the framing.
        byte[] text = Encoding.Latin1.GetBytes(seen.Append(End).ToString());
        context.Response.ContentLength = text.Length;
        return context.Response.Body.WriteAsync(text).AsTask();
    }

    /// <summary>Sends a GET with those header lines, byte for byte; <paramref name="connection"/> asks for the connection's end.</summary>
    internal static async Task<Reflection> OfAsync(int port, string lines, string connection = "Connection: close\r\n")
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET / HTTP/1.1\r\nHost: shop.example\r\n{lines}{connection}\r\n"));
        using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
        return new Reflection(await reader.ReadToEndAsync().WaitAsync(Eventually.Patience));
    }

    /// <summary>Sends several GETs over one connection, each after the answer to the one before.</summary>
    internal static async Task<Reflection[]> OfAllAsync(int port, params string[] requests)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        List<Reflection> answers = [];

        foreach (string lines in requests)
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"GET / HTTP/1.1\r\nHost: shop.example\r\n{lines}\r\n"));
            answers.Add(new Reflection(await ReadAsync(client.GetStream())));
        }

        return [.. answers];
    }

    internal static Reflection Of(string answer) => new(answer);

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] one = new byte[1];

        while (!text.ToString().EndsWith(End, StringComparison.Ordinal)
            && await stream.ReadAsync(one).AsTask().WaitAsync(Eventually.Patience) == 1)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
