using Gatehouse.Samples.Shop.Services;

namespace Gatehouse.Samples.Shop;

/// <summary>The six services of the shop, products in two versions, all in this process.</summary>
public sealed class ShopServices : IAsyncDisposable
{
    public const int DefaultBasePort = 18081;

    private readonly List<WebApplication> _running = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private ShopServices(int basePort) => Ports = new Dictionary<string, int>
    {
        ["products-v1"] = basePort,
        ["orders"] = basePort + 1,
        ["cart"] = basePort + 2,
        ["payments"] = basePort + 3,
        ["users"] = basePort + 4,
        ["frontend"] = basePort + 5,
        ["products-v2"] = basePort + 6,
    };

    /// <summary>The port of each service on 127.0.0.1.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; }

    /// <summary>The service that people see first; it is the last to start.</summary>
    public IHost Frontend => _running[^1];

    /// <summary>Starts the shop on seven ports from <paramref name="basePort"/> on.</summary>
    public static async Task<ShopServices> StartAsync(int basePort = DefaultBasePort)
    {
        ShopServices shop = new(basePort);

        try
        {
            await shop.OpenAsync();
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication service in _running)
        {
            await service.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task OpenAsync()
    {
        await StartAsync("products-v1", app => ProductsService.Map(app, "v1"));
        await StartAsync("products-v2", app => ProductsService.Map(app, "v2"));
        await StartAsync("cart", CartService.Map);
        await StartAsync("payments", PaymentsService.Map);
        await StartAsync("users", UsersService.Map);
        await StartAsync("orders", app => OrdersService.Map(app, _http, AddressOf("products-v1"), AddressOf("payments")));
        await StartAsync("frontend", FrontendService.Map);
    }

    private Uri AddressOf(string service) => new($"http://127.0.0.1:{Ports[service]}");

    private async Task StartAsync(string service, Action<WebApplication> map)
    {
        WebApplication app = ShopService.Build(Ports[service]);
        _running.Add(app);
        map(app);
        await app.StartAsync();
    }
}
