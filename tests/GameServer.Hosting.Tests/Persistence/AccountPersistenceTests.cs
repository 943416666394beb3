using System.Security.Cryptography;
using System.Text;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class AccountPersistenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_and_a_password_are_stored_as_hashes_only()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var proof = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(proof.Token)));
        Assert.Equal([hash], database.Read("SELECT Hash FROM tokens"));
        Assert.Equal(43, proof.Token.Length);
        // The first byte of Identity's version 3, in base64.
        Assert.StartsWith("AQ", Assert.Single(database.Read("SELECT PasswordHash FROM accounts")), StringComparison.Ordinal);
        var file = await File.ReadAllBytesAsync(database.Path, Cancellation);
        var log = await File.ReadAllBytesAsync(database.Path + "-wal", Cancellation);
        foreach (var secret in new[] { proof.Token, "correct horse" })
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, log.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        }
    }

    [Fact]
    public async Task Accounts_and_tokens_are_there_after_a_restart()
    {
        Proof ann;
        await using (var database = await TestDatabase.OpenAsync(_folder))
        {
            ann = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
        }

        await using var again = await TestDatabase.OpenAsync(_folder);
        Assert.Equal(ann, await again.Keeper.ResumeAsync(ann.Token, default, Cancellation));
        Assert.Equal(ann.Account, (await again.Keeper.SignInAsync("ANN", "correct horse", default, Cancellation)).Account);
    }

    [Fact]
    public async Task A_token_lives_on_with_use_and_expires_without()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        var ann = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
        for (var use = 0; use < 3; use++)
        {
            _time.Advance(TimeSpan.FromDays(29));
            Assert.Equal(ann.Account, (await database.Keeper.ResumeAsync(ann.Token, default, Cancellation)).Account);
        }

        _time.Advance(TimeSpan.FromDays(30));
        var refused = await Assert.ThrowsAsync<RpcException>(() => database.Keeper.ResumeAsync(ann.Token, default, Cancellation));
        Assert.Equal(ErrorCodes.InvalidToken, refused.Code);
    }

    [Fact]
    public async Task A_signed_out_token_is_refused()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var ann = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
        await database.Keeper.SignOutAsync(ann.Token, Cancellation);
        await Assert.ThrowsAsync<RpcException>(() => database.Keeper.ResumeAsync(ann.Token, default, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public async Task What_is_no_token_is_refused(string token)
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var refused = await Assert.ThrowsAsync<RpcException>(() => database.Keeper.ResumeAsync(token, default, Cancellation));
        Assert.Equal(ErrorCodes.InvalidToken, refused.Code);
    }

    [Fact]
    public async Task An_account_holds_so_many_tokens_and_the_oldest_ends()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time, new() { ["Accounts:TokensPerAccount"] = "2" });
        var first = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await database.Keeper.SignInAsync("Ann", "correct horse", default, Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        var third = await database.Keeper.SignInAsync("Ann", "correct horse", default, Cancellation);

        await Assert.ThrowsAsync<RpcException>(() => database.Keeper.ResumeAsync(first.Token, default, Cancellation));
        Assert.Equal(second, await database.Keeper.ResumeAsync(second.Token, default, Cancellation));
        Assert.Equal(third, await database.Keeper.ResumeAsync(third.Token, default, Cancellation));
    }

    [Fact]
    public async Task Guests_are_forgotten_when_their_token_has_expired_and_their_name_is_free_again()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        var ann = await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
        var guest = await database.Keeper.GuestAsync("Visitor", default, Cancellation);
        await database.Scores.AddAsync([new(guest.Account.Id, 5, 5)], Cancellation);

        _time.Advance(TimeSpan.FromDays(8));
        await database.Sweeper.StartAsync(Cancellation);
        // It begins on a thread of its own: time goes by until it has seen enough of it.
        await WaitUntilAsync(database, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return database.Read("SELECT Name FROM accounts").SequenceEqual(["Ann"]);
        });

        Assert.Empty(database.Read("SELECT AccountId FROM scores"));
        Assert.Equal(ann.Account, (await database.Keeper.ResumeAsync(ann.Token, default, Cancellation)).Account);
        Assert.Equal("Visitor", (await database.Keeper.GuestAsync("Visitor", default, Cancellation)).Account.Name);
        await database.Sweeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task The_sweeper_comes_back_every_day()
    {
        await using var database = await TestDatabase.OpenAsync(_folder, _time);
        await database.Keeper.GuestAsync("Visitor", default, Cancellation);
        await database.Sweeper.StartAsync(Cancellation);
        await WaitUntilAsync(database, () =>
        {
            _time.Advance(TimeSpan.FromDays(1));
            return database.Read("SELECT Name FROM accounts").Count == 0;
        });
        await database.Sweeper.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Two_guests_of_one_wish_get_two_names()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var guests = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => database.Keeper.GuestAsync("Ann", default, Cancellation)));

        Assert.Equal(100, guests.Select(guest => guest.Account.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(guests, guest => Assert.StartsWith("Ann", guest.Account.Name, StringComparison.Ordinal));
        Assert.Contains(guests, guest => guest.Account.Name == "Ann");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_guest_without_a_wish_gets_a_name(string? wish)
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var guest = await database.Keeper.GuestAsync(wish, default, Cancellation);
        Assert.Matches("^Guest-[1-9][0-9]{3}$", guest.Account.Name);
        Assert.True(guest.Account.IsGuest);
    }

    [Fact]
    public async Task A_hash_of_older_rules_is_replaced_at_sign_in()
    {
        string before;
        await using (var database = await TestDatabase.OpenAsync(_folder))
        {
            await database.Keeper.RegisterAsync("Ann", "correct horse", default, Cancellation);
            before = Assert.Single(database.Read("SELECT PasswordHash FROM accounts"));
        }

        await using var stricter = await TestDatabase.OpenAsync(_folder, settings: new() { ["Accounts:PasswordIterations"] = "2000" });
        await stricter.Keeper.SignInAsync("Ann", "correct horse", default, Cancellation);
        var after = Assert.Single(stricter.Read("SELECT PasswordHash FROM accounts"));
        Assert.NotEqual(before, after);
        await stricter.Keeper.SignInAsync("Ann", "correct horse", default, Cancellation);
        Assert.Equal([after], stricter.Read("SELECT PasswordHash FROM accounts"));
    }

    public void Dispose() => _folder.Dispose();

    // The sweeper works by itself: its work is in the lane before ours only once it has been asked for.
    private static async Task WaitUntilAsync(TestDatabase database, Func<bool> condition)
    {
        while (!condition())
        {
            await database.Lane.RunAsync(static _ => true, Cancellation);
        }
    }
}
