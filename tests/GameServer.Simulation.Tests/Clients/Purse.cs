using System.Text.Json;
using GameServer.Services;
using GameServer.Simulation.Tests.Play;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>
/// Buys things, asks again with the same key until there is an answer, and keeps books of the answers: what the store
/// holds at any time must be what was answered, and at the most what was asked and not answered.
/// </summary>
internal sealed class Purse(World world, string who, long account, Random random)
{
    private readonly List<Purchase> _purchases = [];

    private enum State
    {
        Unanswered,
        Bought,
        Refused,
    }

    public bool IsSettled => _purchases.TrueForAll(one => one.State != State.Unanswered);

    /// <summary>Buys one more thing, or asks again for one that was not answered, or was.</summary>
    public async Task BuyAsync(Line line)
    {
        var purchase = _purchases.Find(one => one.State == State.Unanswered);
        if (purchase is null && _purchases.Count > 0 && random.Next(4) == 0)
        {
            purchase = _purchases[random.Next(_purchases.Count)];
            if (purchase.State == State.Refused)
            {
                return;
            }
        }

        if (purchase is null)
        {
            world.Report.Purchases++;
            purchase = new Purchase(Bakery.Items[random.Next(Bakery.Items.Length)], $"{who}-purchase-{_purchases.Count}");
            _purchases.Add(purchase);
        }

        (string, object?)[] arguments = [("amount", purchase.Price), ("item", purchase.Item), ("key", purchase.Key)];
        if (random.Next(4) == 0)
        {
            // An impatient client.
            foreach (var reply in await line.BatchAsync(("wallet.take", arguments), ("wallet.take", arguments)))
            {
                Take(purchase, reply);
            }
        }
        else
        {
            Take(purchase, await line.CallAsync("wallet.take", arguments));
        }
    }

    /// <summary>Compares the books with what is stored.</summary>
    public void Check(IReadOnlyList<WalletEntry> stored)
    {
        var balance = 0L;
        HashSet<string> keys = [];
        foreach (var entry in stored)
        {
            balance += entry.Coins;
            world.Require(balance == entry.Balance && balance >= 0, () => $"{who}: entry {entry} follows a balance of {balance - entry.Coins}");
            world.Require(keys.Add(entry.Key), () => $"{who}: {entry.Key} was bought twice");
            if (entry.Coins < 0)
            {
                var purchase = _purchases.Find(one => one.Key == entry.Key);
                world.Require(purchase is not null, () => $"{who}: never asked for {entry}");
                world.Require(
                    purchase!.State == State.Unanswered || (purchase.State == State.Bought && purchase.Entry == entry.Id),
                    () => $"{who}: {entry} is stored, but the answer was {purchase.State} {purchase.Entry}");
            }
        }

        foreach (var purchase in _purchases)
        {
            world.Require(
                purchase.State != State.Bought || keys.Contains(purchase.Key), () => $"{who}: {purchase.Key} was acknowledged and is not stored");
        }
    }

    private void Take(Purchase purchase, Reply reply)
    {
        if (reply.Succeeded)
        {
            var entry = reply.Result;
            world.Require(
                entry.GetProperty("coins").GetInt64() == -purchase.Price && entry.GetProperty("item").GetString() == purchase.Item
                && entry.GetProperty("key").GetString() == purchase.Key && purchase.State != State.Refused
                && (purchase.Entry == 0 || purchase.Entry == Id(entry)),
                () => $"{who}, account {account}: {purchase.Key} was answered with {entry}, before with {purchase.State} {purchase.Entry}");
            (purchase.State, purchase.Entry) = (State.Bought, Id(entry));
        }
        else if (!reply.IsLost && reply.Code == 1013)
        {
            world.Require(purchase.State != State.Bought, () => $"{who}: {purchase.Key} was bought and then refused");
            purchase.State = State.Refused;
        }
    }

    private static long Id(JsonElement entry) => entry.GetProperty("id").GetInt64();

    private sealed class Purchase(string item, string key)
    {
        public string Item { get; } = item;

        public int Price { get; } = Bakery.Price(item);

        public string Key { get; } = key;

        public State State { get; set; }

        public long Entry { get; set; }
    }
}
