using System.Text.Json;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Services;

/// <summary>The wallet over a real WebSocket, in both formats.</summary>
public abstract class WalletServiceTests(string subprotocol) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PriceList _prices = new() { ["hat"] = 300, ["moon"] = 1_000_000 };
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(
        _folder, configure: services => services.AddSingleton<IItemCatalogue>(_prices));

    [Fact]
    public async Task A_purchase_is_an_entry_that_the_history_lists_with_its_key()
    {
        await using var client = await RegisterAsync();
        Assert.Equal(1000, (await client.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());
        var entry = await client.CallAsync("wallet.take", new { amount = 300, item = "hat", key = "a-hat:1.0" });
        Assert.Equal(
            (-300, 700, "hat", "a-hat:1.0"),
            (entry.GetProperty("coins").GetInt64(), entry.GetProperty("balance").GetInt64(), entry.GetProperty("item").GetString(), entry.GetProperty("key").GetString()));
        Assert.EndsWith("Z", entry.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.InRange(entry.GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(700, (await client.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());

        var history = (await client.CallAsync("wallet.history")).EnumerateArray().ToArray();
        Assert.Equal(entry.GetRawText(), history[0].GetRawText());
        Assert.Equal("welcome", history[1].GetProperty("item").GetString());
        var older = await client.CallAsync("wallet.history", new { count = 1, before = entry.GetProperty("id").GetInt64() });
        Assert.Equal(history[1].GetRawText(), Assert.Single(older.EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task A_repeated_key_gets_the_first_answer_on_another_line_and_at_another_price()
    {
        JsonElement first;
        await using (var client = await RegisterAsync())
        {
            first = await client.CallAsync("wallet.take", new { amount = 300, item = "hat", key = "one-key-" });
        }

        _prices["hat"] = 301;
        await using var again = await Server.ConnectAsync(subprotocol);
        await again.CallAsync("login.signIn", new { name = "Ann", password = "correct horse" });
        var repeated = await again.CallAsync("wallet.take", new { amount = 300, item = "hat", key = "one-key-" });
        Assert.Equal(first.GetRawText(), repeated.GetRawText());
        Assert.Equal(700, (await again.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());
        Assert.Equal(ErrorCodes.InvalidParams, (await again.FailAsync("wallet.take", new { amount = 301, item = "hat", key = "one-key-" })).Code);
        Assert.Equal(ErrorCodes.InvalidParams, (await again.FailAsync("wallet.take", new { amount = 300, item = "cap", key = "one-key-" })).Code);
        Assert.Equal(ErrorCodes.ItemRefused, (await again.FailAsync("wallet.take", new { amount = 300, item = "hat", key = "new-key-" })).Code);
    }

    [Fact]
    public async Task What_cannot_be_bought_is_refused_with_a_number()
    {
        await using var client = await RegisterAsync();
        Assert.Equal(ErrorCodes.NotEnoughCoins, (await client.FailAsync("wallet.take", new { amount = 1_000_000, item = "moon", key = "moon-key" })).Code);
        Assert.Equal(ErrorCodes.ItemRefused, (await client.FailAsync("wallet.take", new { amount = 299, item = "hat", key = "hat-key-" })).Code);
        Assert.Equal(ErrorCodes.ItemRefused, (await client.FailAsync("wallet.take", new { amount = 300, item = "cap", key = "cap-key-" })).Code);
        Assert.Equal(1000, (await client.CallAsync("wallet.balance")).GetProperty("coins").GetInt64());
    }

    [Theory]
    [InlineData(0, "hat", "long-enough")]
    [InlineData(-300, "hat", "long-enough")]
    [InlineData(1_000_001, "hat", "long-enough")]
    [InlineData(300, "", "long-enough")]
    [InlineData(300, "Hüte", "long-enough")]
    [InlineData(300, "hat", "7-chars")]
    [InlineData(300, "hat", "/welcome")]
    [InlineData(300, "hat", "with space")]
    public async Task Arguments_against_the_rules_are_refused(int amount, string item, string key)
    {
        await using var client = await RegisterAsync();
        Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("wallet.take", new { amount, item, key })).Code);
    }

    [Fact]
    public async Task Names_have_a_longest_length_and_a_history_a_most_of_entries()
    {
        await using var client = await RegisterAsync();
        var longest = new string('x', 64);
        _prices[longest] = 1;
        await client.CallAsync("wallet.take", new { amount = 1, item = longest, key = longest });
        Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("wallet.take", new { amount = 1, item = longest + "x", key = longest })).Code);
        Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("wallet.take", new { amount = 1, item = longest, key = longest + "x" })).Code);
        foreach (var count in new[] { 0, -1, 1001 })
        {
            Assert.Equal(ErrorCodes.InvalidParams, (await client.FailAsync("wallet.history", new { count })).Code);
        }

        Assert.Equal(2, (await client.CallAsync("wallet.history", new { count = 1000 })).GetArrayLength());
    }

    [Fact]
    public async Task Guests_have_no_wallet_and_nobody_has_one_before_he_signs_in()
    {
        await using var guest = await Server.GuestAsync("Bob", subprotocol);
        await using var nobody = await Server.ConnectAsync(subprotocol);
        foreach (var (method, parameters) in new (string, object)[]
        {
            ("wallet.balance", new { }), ("wallet.history", new { }), ("wallet.take", new { amount = 300, item = "hat", key = "hat-key-" }),
        })
        {
            Assert.Equal(ErrorCodes.AccountNeeded, (await guest.FailAsync(method, parameters)).Code);
            Assert.Equal(ErrorCodes.SignInFirst, (await nobody.FailAsync(method, parameters)).Code);
        }
    }

    [Fact]
    public async Task A_paint_is_worn_as_soon_as_it_is_bought_and_at_every_later_sign_in()
    {
        object painted = new { hull = "scout", paint = 8 };
        string token;
        await using (var client = await Server.ConnectAsync(subprotocol))
        {
            token = (await client.CallAsync("login.register", new { name = "Ann", password = "correct horse" })).GetProperty("token").GetString()!;
            await client.CallAsync("room.join", new { game = "tank" });
            Assert.Equal(ErrorCodes.ItemRefused, (await client.FailAsync("tank.choose", painted)).Code);
            await client.CallAsync("wallet.take", new { amount = 400, item = "paint-8", key = "my-paint" });
            await client.CallAsync("tank.choose", painted);
        }

        foreach (var (method, proof) in new (string, object)[] { ("login.resume", new { token }), ("login.signIn", new { name = "Ann", password = "correct horse" }) })
        {
            await using var again = await Server.ConnectAsync(subprotocol);
            await again.CallAsync(method, proof);
            await again.CallAsync("room.join", new { game = "tank" });
            await again.CallAsync("tank.choose", painted);

            // Somebody else on the same line does not wear what she bought.
            await again.CallAsync("login.guest");
            await again.CallAsync("room.join", new { game = "tank" });
            Assert.Equal(ErrorCodes.ItemRefused, (await again.FailAsync("tank.choose", painted)).Code);
            await again.CallAsync("tank.choose", new { hull = "scout", paint = 7 });
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<TestClient> RegisterAsync()
    {
        var client = await Server.ConnectAsync(subprotocol);
        await client.CallAsync("login.register", new { name = "Ann", password = "correct horse" });
        return client;
    }

    private sealed class PriceList : Dictionary<string, int>, IItemCatalogue
    {
        public int? PriceOf(string item) => TryGetValue(item, out var price) ? price : null;
    }
}

public sealed class WalletServiceTestsInJson() : WalletServiceTests("gameserver.v1.json");

public sealed class WalletServiceTestsInMessagePack() : WalletServiceTests("gameserver.v1.msgpack");
