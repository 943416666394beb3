using System.Diagnostics;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>A database of the version before names were compared as they are now.</summary>
public sealed class NameKeyMigrationTests : IDisposable
{
    private const string LastOfThatTime = "20261123051500_Administration";
    private const string Password = "correct horse";
    private static readonly string Hash = new PasswordHasher<string>().HashPassword("", Password);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_account_of_an_older_database_can_still_sign_in_and_keeps_its_name()
    {
        string[] names = ["Ann", "Straße1", "STRAẞE1", "strasse1", "Аnn", "АNN2", "PauI", "Paul", "戦車王", "Zoë Müller", "タナカ", "𐌀𐌁𐌂"];
        Make(names.Select(static name => (name, (string?)Hash)));
        await using var database = await TestDatabase.OpenAsync(_folder);
        foreach (var typed in names.SelectMany(static name => new[] { name, name.ToUpperInvariant(), name.ToLowerInvariant() }).Distinct())
        {
            // Whose name it was for that version.
            var owner = Array.FindIndex(names, name => name.ToUpperInvariant() == typed.ToUpperInvariant());
            var account = (await database.Keeper.SignInAsync(typed, Password, default, Cancellation)).Account;
            Assert.Equal((typed, owner + 1, names[owner]), (typed, account.Id, account.Name));
        }
    }

    [Fact]
    public async Task Of_old_names_that_are_one_now_the_first_account_with_a_password_has_the_key_and_nobody_takes_it_again()
    {
        Make([("STRAẞE1", null), ("Straße1", Hash), ("strasse1", Hash)]);
        await using var database = await TestDatabase.OpenAsync(_folder);
        Assert.Equal(
            ["STRAẞE1|strassel/1", "Straße1|strassel", "strasse1|strassel/3"], database.Read("SELECT Name, NameKey FROM accounts ORDER BY Id"));
        Assert.Equal(2, (await database.Keeper.SignInAsync("strAßE1", Password, default, Cancellation)).Account.Id);
        Assert.Equal(2, (await database.Keeper.SignInAsync("Strassel", Password, default, Cancellation)).Account.Id);
        var taken = await Assert.ThrowsAsync<RpcException>(() => database.Keeper.RegisterAsync("Strasse1", Password, default, Cancellation));
        Assert.Equal(ErrorCodes.NameTaken, taken.Code);
        Assert.StartsWith("Strasse1-", (await database.Keeper.GuestAsync("Strasse1", default, Cancellation)).Account.Name, StringComparison.Ordinal);
        // What nobody can type finds nobody.
        Assert.Equal(ErrorCodes.WrongNameOrPassword, (await Assert.ThrowsAsync<RpcException>(
            () => database.Keeper.SignInAsync("strassel/3", Password, default, Cancellation))).Code);
    }

    [Fact]
    public async Task A_hundred_thousand_accounts_get_their_keys_in_bounded_time()
    {
        Make(Enumerable.Range(0, 100_000).Select(static number => ($"Straße {number}", (string?)null)));
        var begin = Stopwatch.GetTimestamp();
        await using var database = await TestDatabase.OpenAsync(_folder);
        var took = Stopwatch.GetElapsedTime(begin);
        TestContext.Current.TestOutputHelper?.WriteLine($"{took.TotalSeconds:F1} s");
        Assert.Equal(["100000"], database.Read("SELECT count(DISTINCT NameKey) FROM accounts WHERE NameKey LIKE 'strasse%' AND NameKey NOT LIKE '%/%'"));
        Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
    }

    [Fact]
    public async Task Any_spelling_of_a_name_signs_in()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var account = (await database.Keeper.RegisterAsync("Straße1", Password, default, Cancellation)).Account;
        Assert.Equal("Straße1", account.Name);
        foreach (var spelling in new[] { "STRASSE1", "STRAẞE1", "ｓｔｒａßｅ１", " strasse1 ", "Strassel" })
        {
            Assert.Equal(account, (await database.Keeper.SignInAsync(spelling, Password, default, Cancellation)).Account);
            Assert.Equal(ErrorCodes.NameTaken, (await Assert.ThrowsAsync<RpcException>(
                () => database.Keeper.RegisterAsync(spelling, Password, default, Cancellation))).Code);
        }
    }

    [Fact]
    public async Task A_guest_with_a_name_that_looks_like_anothers_gets_a_number()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await database.Keeper.RegisterAsync("Paul", Password, default, Cancellation);
        await database.Keeper.RegisterAsync("राम", Password, default, Cancellation);
        Assert.Matches("^PauI-[0-9]+$", (await database.Keeper.GuestAsync("PauI", default, Cancellation)).Account.Name);
        Assert.Matches("^राम-[0-9]+$", (await database.Keeper.GuestAsync("राम", default, Cancellation)).Account.Name);
    }

    [Fact]
    public async Task Names_that_only_their_capitals_make_alike_are_two()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        string[] names = ["Alla", "Alia", "Ian", "Lan", "Bili", "Bill"];
        foreach (var name in names)
        {
            Assert.Equal(name, (await database.Keeper.RegisterAsync(name, Password, default, Cancellation)).Account.Name);
        }

        foreach (var name in names.SelectMany(static name => new[] { name, name.ToUpperInvariant(), name.ToLowerInvariant() }))
        {
            Assert.Equal(name, (await database.Keeper.SignInAsync(name, Password, default, Cancellation)).Account.Name, ignoreCase: true);
        }

        // In another case it is the one, by its look the other: a sign-in means the one, and nobody takes it.
        Assert.Equal("Alia", (await database.Keeper.SignInAsync("AlIa", Password, default, Cancellation)).Account.Name);
        foreach (var look in new[] { "AlIa", "A1la", "lan", "BiIl", "Bi1l", "ALlA" })
        {
            Assert.Equal(ErrorCodes.NameTaken, (await Assert.ThrowsAsync<RpcException>(
                () => database.Keeper.RegisterAsync(look, Password, default, Cancellation))).Code);
            Assert.Matches($"^{look}-[0-9]+$", (await database.Keeper.GuestAsync(look, default, Cancellation)).Account.Name);
        }
    }

    [Fact]
    public async Task Sixteen_names_of_one_key_are_the_most()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        var names = Enumerable.Range(0, 17).Select(static number => string.Concat(Convert.ToString(number + 32, 2).Select(static bit => bit == '1' ? 'i' : 'l'))).ToList();
        foreach (var name in names.Take(16))
        {
            Assert.Equal(name, (await database.Keeper.GuestAsync(name, default, Cancellation)).Account.Name);
        }

        Assert.Equal(["16"], database.Read("SELECT count(*) FROM accounts WHERE NameKey LIKE 'llllll%'"));
        Assert.Matches($"^{names[16]}-[0-9]+$", (await database.Keeper.GuestAsync(names[16], default, Cancellation)).Account.Name);
    }

    [Fact]
    public async Task A_guest_may_register_a_name_that_shares_a_key()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await database.Keeper.RegisterAsync("Alla", Password, default, Cancellation);
        var guest = await database.Keeper.GuestAsync("Alia", default, Cancellation);
        Assert.Equal("Alia", (await database.Keeper.RegisterAsync(guest, "Alia", Password, default, Cancellation)).Account.Name);
        Assert.Equal(["Alla|alla", "Alia|alla/alia"], database.Read("SELECT Name, NameKey FROM accounts ORDER BY Id"));
        Assert.Equal(guest.Account.Id, (await database.Keeper.SignInAsync("alia", Password, default, Cancellation)).Account.Id);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the migrations of that time and puts in accounts as that version did.</summary>
    private void Make(IEnumerable<(string Name, string? Hash)> accounts)
    {
        var path = Path.Combine(_folder.Path, "data", "test.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var source = $"Data Source={path};Pooling=false";
        using (var context = new GameServerContext(new DbContextOptionsBuilder<GameServerContext>().UseSqlite(source).Options))
        {
            context.GetService<IMigrator>().Migrate(LastOfThatTime);
        }

        using var connection = new SqliteConnection(source);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO accounts (Name, NameKey, PasswordHash, Created) VALUES ($name, $key, $hash, 0)";
        var (name, key, hash) = (command.Parameters.Add("$name", SqliteType.Text), command.Parameters.Add("$key", SqliteType.Text), command.Parameters.Add("$hash", SqliteType.Text));
        foreach (var account in accounts)
        {
            (name.Value, key.Value, hash.Value) = (account.Name, account.Name.ToUpperInvariant(), (object?)account.Hash ?? DBNull.Value);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
