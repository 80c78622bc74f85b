namespace Gatehouse.Hosting;

/// <summary>How HTTP/1.1 lines end for the server.</summary>
internal static class LineTerminators
{
    private const string Switch = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>
    /// Lines end with CR LF alone. A lone LF may be taken for an end of line (RFC 9112 section 2.2), and whoever takes it for
    /// a part of a value sees another request: that is how requests are smuggled. The switch is the process's, so an
    /// application that has set it keeps its choice.
    /// </summary>
    internal static void RequireCarriageReturn()
    {
        if (!AppContext.TryGetSwitch(Switch, out _))
        {
            AppContext.SetSwitch(Switch, true);
        }
    }
}
