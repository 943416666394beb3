using System.Globalization;
using GameServer.Hosting.Accounts;
using GameServer.Services;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// The entries of wallets. What a purchase costs beside the flush of the disk limits how many can share one, so that it
/// is a few prepared statements.
/// </summary>
internal sealed class WalletLedger(GameServerContext context) : IDisposable
{
    private const long FirstCoins = 1_000;
    private const string Welcome = "welcome";

    // A client's key cannot begin like this.
    private const string ServerKey = "/";

    private readonly PreparedStatement _find = new(
        context,
        """SELECT "Id", "Coins", "Balance", "Item", "At" FROM "wallet_entries" WHERE "AccountId" = @account AND "Key" = @key""",
        "@account", "@key");

    private readonly PreparedStatement _last = new(
        context,
        """SELECT "Balance" FROM "wallet_entries" WHERE "AccountId" = @account ORDER BY "Id" DESC LIMIT 1""",
        "@account");

    // Nothing is added, and nothing returned, where the key is known, the balance too low, or no entry there yet.
    private readonly PreparedStatement _add = new(
        context,
        """
        INSERT INTO "wallet_entries" ("AccountId", "Coins", "Balance", "Item", "Key", "At")
        SELECT @account, @coins, last."Balance" + @coins, @item, @key, @at
        FROM (SELECT "Balance" FROM "wallet_entries" WHERE "AccountId" = @account ORDER BY "Id" DESC LIMIT 1) AS last
        WHERE last."Balance" + @coins >= 0
        ON CONFLICT ("AccountId", "Key") DO NOTHING
        RETURNING "Id", "Balance"
        """,
        "@account", "@coins", "@item", "@key", "@at");

    private readonly PreparedStatement _open = new(
        context,
        """INSERT INTO "wallet_entries" ("AccountId", "Coins", "Balance", "Item", "Key", "At") VALUES (@account, @coins, @coins, @item, @key, @at)""",
        "@account", "@coins", "@item", "@key", "@at");

    private readonly PreparedStatement _own = new(
        context,
        """INSERT INTO "owned_items" ("AccountId", "Item") VALUES (@account, @item) ON CONFLICT DO NOTHING""",
        "@account", "@item");

    /// <summary>A moment as it is told, to the millisecond in which it is kept.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>Gives an account its first coins.</summary>
    public void Open(long account, DateTimeOffset now) =>
        _open.Run(account, FirstCoins, Welcome, ServerKey + Welcome, now.ToUnixTimeMilliseconds());

    /// <summary>What an account has.</summary>
    public long Balance(long account, DateTimeOffset now)
    {
        if (Last(account) is { } balance)
        {
            return balance;
        }

        Open(account, now);
        return FirstCoins;
    }

    /// <summary>Finds an entry by its key.</summary>
    public WalletEntry? Find(long account, string key)
    {
        using var rows = _find.Read(account, key);
        return rows.Read()
            ? new WalletEntry(
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetString(3), key,
                Text(DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(4))))
            : null;
    }

    /// <summary>Takes coins for an item, once a key.</summary>
    /// <returns>The first entry of the key; null when there are too few coins.</returns>
    public WalletEntry? Take(long account, int amount, string item, string key, DateTimeOffset now)
    {
        var entry = Add(account, -amount, item, key, now);
        if (entry is not null)
        {
            _own.Run(account, item);
        }

        return entry ?? Find(account, key);
    }

    /// <summary>Gives coins, once a key.</summary>
    public void Give(in Payment payment, DateTimeOffset now) =>
        Add(payment.AccountId, payment.Coins, payment.Item, payment.Key, now);

    public void Dispose()
    {
        _find.Dispose();
        _last.Dispose();
        _add.Dispose();
        _open.Dispose();
        _own.Dispose();
    }

    private long? Last(long account)
    {
        using var rows = _last.Read(account);
        return rows.Read() ? rows.GetInt64(0) : null;
    }

    private WalletEntry? Add(long account, long coins, string item, string key, DateTimeOffset now)
    {
        var entry = TryAdd(account, coins, item, key, now);
        if (entry is null && Last(account) is null)
        {
            Open(account, now);
            entry = TryAdd(account, coins, item, key, now);
        }

        return entry;
    }

    private WalletEntry? TryAdd(long account, long coins, string item, string key, DateTimeOffset now)
    {
        using var rows = _add.Read(account, coins, item, key, now.ToUnixTimeMilliseconds());
        return rows.Read() ? new WalletEntry(rows.GetInt64(0), coins, rows.GetInt64(1), item, key, Text(now)) : null;
    }
}
