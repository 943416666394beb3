using System.Buffers.Binary;
using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Tests.Accounts;

public sealed class PasswordLaneTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_burst_waits_up_to_a_bound_and_is_refused_with_1005_beyond_it()
    {
        const int Queue = 4;
        using var lane = Lane(new() { PasswordQueue = Queue, PasswordThreads = 1, PasswordIterations = 50_000 });
        var burst = Enumerable.Range(0, 50).Select(_ => TryHash(lane)).ToList();
        var refused = burst.Where(hash => hash.IsFaulted).ToList();

        Assert.InRange(refused.Count, 40, 50 - Queue);
        Assert.All(refused, hash =>
        {
            var error = Assert.IsType<RpcException>(hash.Exception!.InnerException);
            Assert.Equal(ErrorCodes.TooManyRequests, error.Code);
            Assert.True(Assert.IsType<RetryAfter>(error.ErrorData).RetryAfterMs > 0);
        });
        foreach (var hash in burst.Except(refused))
        {
            Assert.NotEmpty(await hash);
        }
    }

    [Fact]
    public async Task A_burst_from_one_address_takes_no_place_from_another()
    {
        using var lane = Lane(new() { PasswordQueue = 4, PasswordThreads = 1, PasswordIterations = 50_000 });
        var burst = Enumerable.Range(0, 50).Select(_ => TryHash(lane)).ToList();
        var waiting = burst.Where(static hash => !hash.IsFaulted).ToList();
        Assert.NotEmpty(await lane.HashAsync("correct horse", ClientNetwork.Of("192.0.2.1"), Cancellation));

        // It took a place of the burst, and its turn came before those that had waited for longer.
        Assert.Equal(1, waiting.Count(static hash => hash.IsFaulted));
        Assert.Contains(waiting, static hash => !hash.IsCompleted);
    }

    [Fact]
    public async Task A_password_is_known_however_its_letters_are_composed()
    {
        using var lane = Lane(new() { PasswordIterations = 1000 });
        var account = new StoredAccount(new(1, "Zoë", false), await lane.HashAsync("pässword", default, Cancellation));
        Assert.Equal(PasswordVerificationResult.Success, await lane.VerifyAsync(account, "pa\u0308ssword", default, Cancellation));
        Assert.Equal(PasswordVerificationResult.Failed, await lane.VerifyAsync(account, "password", default, Cancellation));
    }

    [Fact]
    public async Task An_unknown_name_and_a_guest_take_the_work_of_a_wrong_password()
    {
        var hasher = new CountingHasher();
        using var lane = new PasswordLane(Options.Create(new AccountOptions()), hasher);
        var account = new StoredAccount(new(1, "Ann", false), await lane.HashAsync("correct horse", default, Cancellation));
        StoredAccount?[] checkedOnes = [account, null, new(new(2, "Guest", true), null)];
        foreach (var one in checkedOnes)
        {
            Assert.Equal(PasswordVerificationResult.Failed, await lane.VerifyAsync(one, "wrong", default, Cancellation));
        }

        Assert.Equal([1000, 1000, 1000], hasher.Verified);
    }

    private static PasswordLane Lane(AccountOptions options) => new(Options.Create(options));

    private static async Task<string> TryHash(PasswordLane lane) => await lane.HashAsync("correct horse", default, Cancellation);

    /// <summary>Notes how many iterations each check took.</summary>
    private sealed class CountingHasher()
        : PasswordHasher<StoredAccount>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }))
    {
        public List<int> Verified { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(
            StoredAccount user, string hashedPassword, string providedPassword)
        {
            // A hash of the third version tells them behind its first five bytes.
            Verified.Add(BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hashedPassword).AsSpan(5)));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
