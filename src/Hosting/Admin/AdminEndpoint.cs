using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Gatehouse.Hosting;

/// <summary>Where the admin endpoint is, and what the application adds to it.</summary>
internal sealed record AdminEndpoint(IPEndPoint Address, Action<IApplicationBuilder>? Extend);
