using System.Text;
using Gatehouse.Cli;

// Without a byte order mark: what is piped into another program has to begin with what was printed.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await GatehouseCommand.RunAsync(args, Screen.OfProcess());
