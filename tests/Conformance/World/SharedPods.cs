using Gatehouse.Backends;

namespace Gatehouse.Conformance;

/// <summary>The pods of all worlds. They remember nothing of a request, so one set serves every test until the process ends.</summary>
internal static class SharedPods
{
    private static readonly Lazy<Task<EchoPods>> Pods = new(() =>
        EchoPods.StartAsync("infra/v1", "infra/v2", "infra/v3", "web/v1", "web/v2", "apps/v1", "apps/v2"));

    internal static Task<EchoPods> StartedAsync() => Pods.Value;
}
