namespace Gatehouse.RateLimit.Tests.Table;

/// <summary>Keys that come, stay and go, and what happens where there is no more room.</summary>
public class KeyTableTests
{
    private const int Room = 256;

    [Fact]
    public void Every_key_has_a_level_of_its_own_while_the_table_grows()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1), 3), 10_000);

        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(i % 4 == 0 ? 1 : 3, limiter.Admitted(i % 4 == 0 ? 1 : 5, Plans.Noon, Plans.Key($"{i}")));
        }

        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(i % 4 == 0 ? 2 : 0, limiter.Admitted(5, Plans.Noon, Plans.Key($"{i}")));
        }

        Assert.Equal(10_000, limiter.Statistics.KeysAdded);
        Assert.Equal(0, limiter.Statistics.KeysEvicted);
        Assert.Equal(0, limiter.Statistics.SharedCharges);
    }

    [Fact]
    public void A_key_takes_at_most_48_bytes_in_a_table_of_its_size()
    {
        const int Keys = 100_000;
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1)), Keys);

        for (int i = 0; i < Keys; i++)
        {
            limiter.Charge(Plans.Key($"{i}"), 1, Plans.Noon);
        }

        Assert.Equal(Keys, limiter.Statistics.KeysAdded);
        Assert.InRange(limiter.Statistics.BytesMax, 1, 48L * Keys);
    }

    [Fact]
    public void Few_keys_take_little_in_a_large_table()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1)), 1_000_000);
        limiter.Admitted(1, Plans.Noon);

        Assert.InRange(limiter.Statistics.BytesReserved, 1, 256 * 1_024);
    }

    [Fact]
    public void A_flood_of_new_keys_never_frees_a_busy_customer()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerSecond(1), 10), Room);
        LimitKey busy = Plans.Key("busy");
        int admitted = limiter.Admitted(100, Plans.Noon, busy);

        // Every key of the flood is idle again a second later, and its slot is taken by the next one's.
        for (int i = 0; i < 50_000; i++)
        {
            LimitTime now = Plans.After(i / 10_000.0);
            limiter.Charge(Plans.Key($"flood-{i}"), 1, in now);
            admitted += limiter.Admitted(1, now, busy);
        }

        Assert.InRange(admitted, 13, 10 + 5);
    }

    [Fact]
    public void A_flood_takes_no_more_memory_than_the_bound()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1)), Room);

        for (int i = 0; i < 100_000; i++)
        {
            limiter.Charge(Plans.Key($"{i}"), 1, Plans.Noon);
        }

        Assert.True(limiter.Statistics.BytesReserved <= limiter.Statistics.BytesMax);
        Assert.InRange(limiter.Statistics.KeysAdded, Room, 2 * Room);
    }

    [Fact]
    public void Keys_without_room_share_one_level()
    {
        Limiter limiter = Full(out int keys);
        long before = limiter.Statistics.SharedCharges;
        int admitted = 0;

        for (int i = 0; i < 1_000; i++)
        {
            LimitDecision decision = limiter.Charge(Plans.Key($"late-{i}"), 1, Plans.Noon);
            Assert.True(decision.IsShared);
            admitted += decision.IsAdmitted ? 1 : 0;
        }

        Assert.Equal(2, admitted);
        Assert.Equal(2, limiter.Statistics.SharedCharges - before);
        Assert.Equal(keys, limiter.Statistics.KeysAdded);
    }

    [Fact]
    public void A_key_that_gets_room_later_takes_the_shared_level_along()
    {
        // The keys that fill the table are idle a second later; what is charged to the shared level meanwhile is not.
        Limiter limiter = Full(out _, Rate.PerSecond(1));
        Assert.Equal(2, limiter.Admitted(5, Plans.After(0.9), Plans.Key("late")));
        Assert.Equal(0, limiter.Admitted(5, Plans.After(1.1), Plans.Key("late")));
        Assert.Equal(1, limiter.Admitted(5, Plans.After(1.9), Plans.Key("late")));
    }

    [Fact]
    public void An_idle_key_loses_its_slot_and_nothing_with_it()
    {
        Limiter limiter = Full(out _, Rate.PerSecond(1));

        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(2, limiter.Admitted(5, Plans.After(10), Plans.Key($"other-{i}")));
        }

        Assert.Equal(30, limiter.Statistics.KeysEvicted);
        Assert.Equal(2, limiter.Admitted(5, Plans.After(20), Plans.Key("key-0")));
    }

    [Fact]
    public void The_key_of_everybody_is_a_key_like_any_other()
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(Rate.PerHour(1), 2));
        Assert.Equal(2, limiter.Admitted(5, Plans.Noon, default(LimitKey)));
        Assert.Equal(2, limiter.Admitted(5, Plans.Noon));
        Assert.Equal(0, limiter.Admitted(5, Plans.Noon, default(LimitKey)));
    }

    // Far more keys than there is room for, so that no chain has a slot left; what they charge to the shared level is given back.
    private static Limiter Full(out int keys, Rate? rate = null)
    {
        Limiter limiter = Plans.Limiter(Plans.Bucket(rate ?? Rate.PerHour(1), 2), Room);

        for (int i = 0; i < 50 * Room; i++)
        {
            LimitDecision decision = limiter.Charge(Plans.Key($"key-{i}"), 1, Plans.Noon);

            if (decision.IsShared)
            {
                limiter.Release(Plans.Key($"key-{i}"), in decision, Plans.Noon);
            }
        }

        keys = (int)limiter.Statistics.KeysAdded;
        return limiter;
    }
}
