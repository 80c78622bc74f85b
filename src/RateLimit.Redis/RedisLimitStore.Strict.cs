using StackExchange.Redis;

namespace Gatehouse.RateLimit.Redis;

/// <content>One script a decision.</content>
public sealed partial class RedisLimitStore
{
    private async ValueTask<AdmissionDecision?> ChargeStrictlyAsync(
        ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken)
    {
        decisions = decisions[..charges.Length];
        bool isOneScript = HaveOneKey(charges.Span) || !_server.MayBeCluster;
        bool isAnswered = isOneScript
            ? await ChargeOnceAsync(charges, now, decisions, isAsked: false, cancellationToken).ConfigureAwait(false) is not null
            : await ChargeByKeyAsync(charges, now, decisions, cancellationToken).ConfigureAwait(false);

        if (!isAnswered)
        {
            return null;
        }

        AdmissionDecision decision = Admission.Summary(decisions.Span);

        if (decision.IsAdmitted)
        {
            Admission.CountDryRuns(charges.Span, decisions.Span);
        }

        return decision;
    }

    // null: no answer.
    private async ValueTask<bool?> ChargeOnceAsync(
        ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, bool isAsked, CancellationToken cancellationToken)
    {
        ChargeCall call = CallFor(charges.Span, now, isAsked);
        long[]? answer = await call.RunAsync(_server, cancellationToken).ConfigureAwait(false);

        if (answer is null)
        {
            return null;
        }

        for (int i = 0; i < charges.Length; i++)
        {
            decisions.Span[i] = call.Decide(answer, i, charges.Span[i].Cost);
        }

        return ChargeCall.IsAdmitted(answer);
    }

    // In a cluster the keys of a script live on one server, so each customer, address or route is a script of its own. What the
    // ones before have charged is taken back when one refuses; those after it are only asked, for what clients are told.
    private async ValueTask<bool> ChargeByKeyAsync(
        ReadOnlyMemory<LimitCharge> charges, LimitTime now, Memory<LimitDecision> decisions, CancellationToken cancellationToken)
    {
        bool isRefused = false;

        for (int start = 0; start < charges.Length;)
        {
            int end = start + 1;

            while (end < charges.Length && charges.Span[end].Key == charges.Span[start].Key)
            {
                end++;
            }

            bool? isAdmitted = await ChargeOnceAsync(charges[start..end], now, decisions[start..end], isRefused, cancellationToken).ConfigureAwait(false);

            if (isAdmitted is not true && !isRefused)
            {
                TakeBack(charges.Span[..start], now, decisions.Span[..start]);
                isRefused = true;
            }

            if (isAdmitted is null)
            {
                return false;
            }

            start = end;
        }

        return true;
    }

    private void TakeBack(ReadOnlySpan<LimitCharge> charges, LimitTime now, Span<LimitDecision> decisions)
    {
        for (int i = 0; i < charges.Length; i++)
        {
            if (decisions[i].IsCharged)
            {
                GiveBack(charges.Slice(i, 1), decisions.Slice(i, 1), in now);
                decisions[i] = decisions[i].AsAsked();
            }
        }
    }

    // Nobody waits for it: what is lost on the way runs out by itself.
    private void GiveBack(ReadOnlySpan<LimitCharge> charges, ReadOnlySpan<LimitDecision> decisions, in LimitTime now)
    {
        GiveBackCall call = new(charges.Length, _options.IsTimeVirtual ? now : null);

        for (int i = 0; i < charges.Length; i++)
        {
            CompiledLimit limit = decisions[i].Limit!;
            call.Put(i, limit, KeyOf(limit, charges[i].Key), charges[i].Cost, decisions[i].Level);
        }

        _ = _server.RunAsync(LimitScripts.GiveBack, call.Keys, call.Arguments, CancellationToken.None).AsTask();
    }

    private ChargeCall CallFor(ReadOnlySpan<LimitCharge> charges, LimitTime now, bool isAsked)
    {
        ChargeCall call = new(charges.Length, _options.IsTimeVirtual ? now : null);

        for (int i = 0; i < charges.Length; i++)
        {
            CompiledLimit limit = charges[i].Limiter.Limit;
            call.Put(i, limit, KeyOf(limit, charges[i].Key), charges[i].Cost, isAsked ? 0 : charges[i].Cost);
        }

        return call;
    }

    private RedisKey KeyOf(CompiledLimit limit, LimitKey key) => LimitKeys.Of(_options.KeyPrefix, limit, key);

    private static bool HaveOneKey(ReadOnlySpan<LimitCharge> charges)
    {
        foreach (ref readonly LimitCharge charge in charges)
        {
            if (charge.Key != charges[0].Key)
            {
                return false;
            }
        }

        return true;
    }
}
