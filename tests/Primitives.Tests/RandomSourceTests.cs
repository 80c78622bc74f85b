namespace Gatehouse.Primitives.Tests;

public class RandomSourceTests
{
    [Fact]
    public void It_is_SplitMix64()
    {
        // The first numbers of the reference implementation for seed 0.
        RandomSource random = new(seed: 0);
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public void Threads_never_share_a_number()
    {
        RandomSource random = new(seed: 1);
        ulong[] numbers = new ulong[10_000];

        Parallel.For(0, numbers.Length, i => numbers[i] = random.Next());

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }
}
