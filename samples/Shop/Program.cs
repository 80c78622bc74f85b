// The shop alone, without a gateway before it: dotnet run --project samples/Shop
using Gatehouse.Samples.Shop;

await using ShopServices shop = await ShopServices.StartAsync();

Console.WriteLine("The shop is open. Its services answer without a gateway too:");

foreach ((string service, int port) in shop.Ports)
{
    Console.WriteLine($"  {service,-12} http://127.0.0.1:{port}/");
}

await shop.Frontend.WaitForShutdownAsync();
