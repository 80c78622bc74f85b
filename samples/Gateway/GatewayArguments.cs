using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gatehouse.Samples.Gateway;

/// <summary>What the command line asks for.</summary>
internal sealed record GatewayArguments(IReadOnlyList<string> ConfigPaths, string Address, int PortOffset, bool IsQuiet)
{
    internal const string Usage = """
        usage: Gatehouse.Samples.Gateway [options]

          --config PATH      a manifest or a folder of manifests; may be given several times.
                             Without it the sample shop is started and served.
          --address IP       listen here (default 127.0.0.1)
          --port-offset N    add N to every declared port
          --quiet            no line per request
        """;

    /// <summary>Reads the command line; <paramref name="problem"/> says what is wrong with it.</summary>
    internal static bool TryParse(string[] args, [NotNullWhen(true)] out GatewayArguments? arguments, out string problem)
    {
        List<string> paths = [];
        string address = "127.0.0.1";
        int offset = 0;
        bool isQuiet = false;
        arguments = null;

        for (int i = 0; i < args.Length; i++)
        {
            string option = args[i];

            if (option == "--quiet")
            {
                isQuiet = true;
                continue;
            }

            if (option is not ("--config" or "--address" or "--port-offset") || i + 1 == args.Length)
            {
                problem = option is "--config" or "--address" or "--port-offset" ? $"{option} needs a value" : $"unknown option '{option}'";
                return false;
            }

            string value = args[++i];

            if (option == "--port-offset" && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out offset))
            {
                problem = $"--port-offset needs a number, found '{value}'";
                return false;
            }

            address = option == "--address" ? value : address;
            paths.AddRange(option == "--config" ? [value] : []);
        }

        arguments = new GatewayArguments(paths, address, offset, isQuiet);
        problem = "";
        return true;
    }
}
