using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gatehouse.Primitives;

namespace Gatehouse.Cli;

/// <summary>The options that describe a request.</summary>
internal sealed class ExplainOptions
{
    private const int PortMax = 65_535;

    private readonly Option<string> _host = new("--host") { Description = "The Host field, with or without a port.", HelpName = "HOST", Required = true };
    private readonly Option<string> _path = new("--path") { Description = "Path and query, as a client sends them.", HelpName = "PATH", Required = true };
    private readonly Option<string> _method = new("--method", "-X")
    {
        Description = "The method.",
        HelpName = "METHOD",
        DefaultValueFactory = static _ => "GET",
    };

    private readonly Option<string[]> _headers = new("--header", "-H")
    {
        Description = "A header; may be given several times. gRPC is 'content-type: application/grpc'.",
        HelpName = "NAME: VALUE",
        DefaultValueFactory = static _ => [],
    };

    public ExplainOptions()
    {
        _path.Validators.Add(static result => Refuse(result, result.GetValueOrDefault<string>() is not ['/', ..], "--path: must begin with '/'"));
        _method.Validators.Add(static result => Refuse(result, !HeaderName.IsToken(result.GetValueOrDefault<string>()), "--method: must be a method such as GET"));
        _headers.Validators.Add(static result => Refuse(
            result,
            !Array.TrueForAll(result.GetValueOrDefault<string[]>() ?? [], static line => AskedHeader.TryParse(line, out _)),
            "--header: must be 'name: value'"));
    }

    public Option<string?> Gateway { get; } = new("--gateway", "-g")
    {
        Description = "The Gateway; may be left out where only one fits.",
        HelpName = "NAMESPACE/NAME",
    };

    public Option<int?> Port { get; } = new("--port", "-p")
    {
        Description = "The listener's port; may be left out where only one fits.",
        HelpName = "PORT",
        CustomParser = ReadPort,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Gateway, Port, _host, _path, _method, _headers])
        {
            command.Add(option);
        }
    }

    /// <summary>The request; <see langword="false"/> where a gateway would refuse its path.</summary>
    public bool TryRead(ParseResult parsed, [NotNullWhen(true)] out AskedRequest? request)
    {
        string target = parsed.GetRequiredValue(_path);
        int question = target.IndexOf('?', StringComparison.Ordinal);
        bool isAccepted = RequestPath.TryNormalize(question < 0 ? target : target[..question], out string path);
        request = isAccepted
            ? new AskedRequest
            {
                Method = parsed.GetRequiredValue(_method),
                Host = parsed.GetRequiredValue(_host),
                Path = path,
                Query = question < 0 ? "" : target[(question + 1)..],
                Headers = [.. parsed.GetRequiredValue(_headers).Select(ReadHeader)],
            }
            : null;
        return isAccepted;
    }

    private static int? ReadPort(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= PortMax)
        {
            return port;
        }

        result.AddError("--port: must be a number from 1 to 65535");
        return null;
    }

    private static AskedHeader ReadHeader(string line) =>
        AskedHeader.TryParse(line, out AskedHeader header) ? header : throw new ArgumentException("Not a header that was validated.", nameof(line));

    private static void Refuse(OptionResult result, bool isWrong, string message)
    {
        if (isWrong)
        {
            result.AddError(message);
        }
    }
}
