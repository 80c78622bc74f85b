// Proxies measured end to end. Without a word of its own this program compares them; the other words are the parts it
// starts as processes of their own, so that each has its CPU and its heap to itself.
using Gatehouse.EndToEnd.Benchmarks;

return args switch
{
    ["upstream", string port] => await UpstreamServer.RunAsync(ChildArguments.Port(port)),
    ["target", string name, string port, string sidePort, string upstreamPort] => await TargetHost.RunAsync(
        name, ChildArguments.Port(port), ChildArguments.Port(sidePort), ChildArguments.Port(upstreamPort)),
    ["load", string port, string seconds, string connections] => await OwnLoad.RunAsync(
        ChildArguments.Port(port), ChildArguments.Number(seconds), ChildArguments.Number(connections)),
    _ => await CommandLine.RunAsync(args),
};
