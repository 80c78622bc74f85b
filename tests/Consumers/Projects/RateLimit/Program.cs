using Gatehouse.Primitives.Diagnostics;
using Gatehouse.RateLimit;

Plan free = new() { Name = "free", Limits = [new TokenBucketLimit { Name = "second", Rate = Rate.PerSecond(1), Burst = 2 }] };
LimitClock clock = new(TimeProvider.System);
LimitRegistry registry = new(clock: clock);
Limiter limiter = registry.Adopt(RateLimitCompiler.Compile([free], new DiagnosticBag()), clock.Now()).Plans[0].Limiters[0];
LimitTime now = clock.Now();
LimitDecision[] three = [.. Enumerable.Range(0, 3).Select(_ => limiter.Charge(registry.KeyOf<char>("customer-7"), 1, now))];
Console.WriteLine($"{string.Join(' ', three.Select(decision => decision.Reason))}, retry after {three[2].RetryAfterSeconds} s");
