using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Accounts;

public sealed class SignInThrottleTests
{
    private static readonly AccountName Ann = AccountName.Parse("Ann");
    private static readonly ClientNetwork Home = ClientNetwork.Of("192.0.2.1");
    private static readonly ClientNetwork Elsewhere = ClientNetwork.Of("192.0.2.2");

    private readonly FakeTimeProvider _time = new();
    private readonly SessionLimits _limits = new();

    [Fact]
    public async Task An_address_that_fails_waits_twice_as_long_each_time_up_to_a_quarter_of_an_hour()
    {
        var throttle = Throttle();
        for (var failure = 0; failure < 20; failure++)
        {
            await FailAsync(throttle, Home, Name(failure));
        }

        TimeSpan[] expected = [.. new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900 }.Select(seconds => TimeSpan.FromSeconds(seconds))];
        var name = 20;
        foreach (var wait in expected)
        {
            Assert.Equal(wait, WaitOf(throttle, Home, Name(++name)));
            _time.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Equal(TimeSpan.FromMilliseconds(1), WaitOf(throttle, Home, Name(name)));
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await FailAsync(throttle, Home, Name(name));
        }

        Assert.Equal(TimeSpan.Zero, WaitOf(throttle, Elsewhere, Name(1)));
        _time.Advance(FailureCounts<string>.Quiet);
        for (var failure = 0; failure < 20; failure++)
        {
            Assert.Equal(TimeSpan.Zero, WaitOf(throttle, Home, Name(failure)));
            await FailAsync(throttle, Home, Name(failure));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), WaitOf(throttle, Home, Name(99)));
    }

    [Fact]
    public async Task A_burst_that_is_not_answered_yet_counts()
    {
        _limits.FreeAccountFailures = 0;
        var throttle = Throttle();
        var answer = new TaskCompletionSource<int>();
        var burst = Enumerable.Range(0, 20).Select(_ => throttle.Begin(Home, Ann).CountAsync(() => answer.Task, 1002)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(1), WaitOf(throttle, Home, Ann));
        answer.SetResult(1);
        await Task.WhenAll(burst);
        Assert.Equal(TimeSpan.Zero, WaitOf(throttle, Home, Ann));
    }

    [Fact]
    public async Task What_comes_to_nothing_is_no_failure_and_a_success_takes_none_away()
    {
        var throttle = Throttle();
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await Assert.ThrowsAsync<RpcException>(() => throttle.Begin(Home, Ann).CountAsync<int>(() => throw RetryAfter.Error("busy", 1), 1002));
            await SucceedAsync(throttle, Home, Ann);
        }

        for (var failure = 0; failure < 20; failure++)
        {
            await SucceedAsync(throttle, Home, Ann);
            await FailAsync(throttle, Home, Name(failure));
        }

        Assert.NotEqual(TimeSpan.Zero, WaitOf(throttle, Home, Name(1)));
    }

    [Fact]
    public async Task An_account_under_attack_slows_addresses_that_it_does_not_know_and_its_own_not()
    {
        var throttle = Throttle();
        await SucceedAsync(throttle, Home, Ann);
        for (var failure = 0; failure < 1000; failure++)
        {
            // Each from an address of its own, as often as it may.
            await FailAfterWaitAsync(throttle, ClientNetwork.Of($"10.0.{failure / 250}.{failure % 250}"), Ann);
            await SucceedAsync(throttle, Home, Ann);
        }

        Assert.Equal(SignInThrottle.LongestForAccount, WaitOf(throttle, Elsewhere, Ann));
        Assert.Equal(TimeSpan.Zero, WaitOf(throttle, Elsewhere, Name(1)));
    }

    [Fact]
    public async Task Whoever_waited_for_his_turn_gets_it_whatever_others_do_meanwhile()
    {
        var throttle = Throttle();
        for (var failure = 0; failure < 50; failure++)
        {
            await FailAfterWaitAsync(throttle, ClientNetwork.Of($"10.0.0.{failure}"), Ann);
        }

        var wait = WaitOf(throttle, Elsewhere, Ann);
        Assert.Equal(SignInThrottle.LongestForAccount, wait);
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            for (var other = 0; other < 20; other++)
            {
                await TryFailAsync(throttle, ClientNetwork.Of($"10.1.{second}.{other}"), Ann);
            }
        }

        // A server that is busy just then does not take the turn away.
        await Assert.ThrowsAsync<RpcException>(() => throttle.Begin(Elsewhere, Ann).CountAsync<int>(() => throw RetryAfter.Error("busy", 1), 1002));
        await SucceedAsync(throttle, Elsewhere, Ann);
        Assert.Equal(TimeSpan.Zero, WaitOf(throttle, Elsewhere, Ann));
    }

    [Fact]
    public async Task Failures_of_one_address_at_one_account_make_it_wait_for_longer_and_longer()
    {
        var throttle = Throttle();
        for (var failure = 0; failure < 5; failure++)
        {
            await FailAsync(throttle, Home, Ann);
        }

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), WaitOf(throttle, Home, Ann));
            _time.Advance(TimeSpan.FromSeconds(seconds));
            await FailAsync(throttle, Home, Ann);
        }
    }

    [Fact]
    public async Task Zero_switches_it_off()
    {
        (_limits.FreeSignInFailures, _limits.FreeAccountFailures) = (0, 0);
        var throttle = Throttle();
        for (var failure = 0; failure < 1000; failure++)
        {
            await FailAsync(throttle, Home, Ann);
        }
    }

    [Fact]
    public void Many_addresses_and_names_do_not_push_out_the_count_of_who_failed_most()
    {
        var counts = new FailureCounts<int>(5, TimeSpan.FromMinutes(1), 100, _time);
        for (var failure = 0; failure < 10; failure++)
        {
            counts.Add(-1);
        }

        for (var key = 0; key < 10_000; key++)
        {
            counts.Add(key);
            Assert.InRange(counts.Count, 1, 100);
        }

        Assert.NotEqual(TimeSpan.Zero, counts.WaitOf(-1));
    }

    private static AccountName Name(int number) => AccountName.Parse($"Name {number}");

    private static async Task FailAsync(SignInThrottle throttle, ClientNetwork network, AccountName name) => Assert.Equal(
        1002,
        (await Assert.ThrowsAsync<RpcException>(
            () => throttle.Begin(network, name).CountAsync<int>(() => throw new RpcException(1002, "wrong"), 1002))).Code);

    private static async Task TryFailAsync(SignInThrottle throttle, ClientNetwork network, AccountName name)
    {
        if (WaitOf(throttle, network, name) == TimeSpan.Zero)
        {
            await FailAsync(throttle, network, name);
        }
    }

    private async Task FailAfterWaitAsync(SignInThrottle throttle, ClientNetwork network, AccountName name)
    {
        _time.Advance(WaitOf(throttle, network, name));
        await FailAsync(throttle, network, name);
    }

    private static async Task SucceedAsync(SignInThrottle throttle, ClientNetwork network, AccountName name)
    {
        await throttle.Begin(network, name).CountAsync(static () => Task.FromResult(1), 1002);
        throttle.Remember(network, name.Fold);
    }

    /// <summary>How long one has to wait; an attempt that may be made is abandoned.</summary>
    private static TimeSpan WaitOf(SignInThrottle throttle, ClientNetwork network, AccountName name)
    {
        try
        {
            throttle.Begin(network, name).CountAsync(static () => Task.FromResult(1), 1002).GetAwaiter().GetResult();
            return TimeSpan.Zero;
        }
        catch (RpcException refused)
        {
            Assert.Equal(ErrorCodes.TooManyRequests, refused.Code);
            return TimeSpan.FromMilliseconds(Assert.IsType<RetryAfter>(refused.ErrorData).RetryAfterMs);
        }
    }

    private SignInThrottle Throttle() => new(Options.Create(_limits), _time, NullLogger<SignInThrottle>.Instance);
}
