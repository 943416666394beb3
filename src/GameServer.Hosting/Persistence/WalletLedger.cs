using System.Data.Common;
using System.Globalization;
using GameServer.Hosting.Accounts;
using GameServer.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// The entries of wallets, by statements that are prepared once a connection: what a purchase costs beside the flush of
/// the disk limits how many share one.
/// </summary>
internal sealed class WalletLedger : IDisposable
{
    private const long FirstCoins = 1_000;
    private const string Welcome = "welcome";

    // A client's key cannot begin like this.
    private const string ServerKey = "/";

    private readonly GameServerContext _context;
    private readonly DbCommand _find;
    private readonly DbCommand _last;
    private readonly DbCommand _add;
    private readonly DbCommand _own;

    public WalletLedger(GameServerContext context)
    {
        _context = context;
        _find = Command(
            """SELECT "Id", "Coins", "Balance", "Item", "At" FROM "wallet_entries" WHERE "AccountId" = @account AND "Key" = @key""",
            "@account", "@key");
        _last = Command(
            """SELECT "Balance" FROM "wallet_entries" WHERE "AccountId" = @account ORDER BY "Id" DESC LIMIT 1""", "@account");
        _add = Command(
            """
            INSERT INTO "wallet_entries" ("AccountId", "Coins", "Balance", "Item", "Key", "At")
            VALUES (@account, @coins, @balance, @item, @key, @at) RETURNING "Id"
            """,
            "@account", "@coins", "@balance", "@item", "@key", "@at");
        _own = Command(
            """INSERT INTO "owned_items" ("AccountId", "Item") VALUES (@account, @item) ON CONFLICT DO NOTHING""", "@account", "@item");
    }

    /// <summary>Gives an account its first coins.</summary>
    /// <returns>How many.</returns>
    public long Open(long account, DateTimeOffset now) => Add(account, FirstCoins, 0, Welcome, ServerKey + Welcome, now).Balance;

    /// <summary>What an account has.</summary>
    public long Balance(long account, DateTimeOffset now) => Execute(_last, account) is long balance ? balance : Open(account, now);

    /// <summary>Finds an entry by its key.</summary>
    public WalletEntry? Find(long account, string key)
    {
        Set(_find, account, key);
        using var reader = _find.ExecuteReader();
        return reader.Read()
            ? new WalletEntry(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), key,
                Text(DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))))
            : null;
    }

    /// <summary>Takes coins for an item, once a key.</summary>
    /// <returns>The first entry of the key; null when there are too few coins.</returns>
    public WalletEntry? Take(long account, int amount, string item, string key, DateTimeOffset now)
    {
        if (Find(account, key) is { } first)
        {
            return first;
        }

        var balance = Balance(account, now);
        if (balance < amount)
        {
            return null;
        }

        Set(_own, account, item);
        _own.ExecuteNonQuery();
        return Add(account, -amount, balance, item, key, now);
    }

    /// <summary>Gives coins, once a key.</summary>
    public void Give(in Payment payment, DateTimeOffset now)
    {
        if (Find(payment.AccountId, payment.Key) is null)
        {
            Add(payment.AccountId, payment.Coins, Balance(payment.AccountId, now), payment.Item, payment.Key, now);
        }
    }

    /// <summary>A moment as it is told, to the millisecond in which it is kept.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _find.Dispose();
        _last.Dispose();
        _add.Dispose();
        _own.Dispose();
    }

    private WalletEntry Add(long account, long coins, long balance, string item, string key, DateTimeOffset now)
    {
        var id = (long)Execute(_add, account, coins, balance + coins, item, key, now.ToUnixTimeMilliseconds())!;
        return new WalletEntry(id, coins, balance + coins, item, key, Text(now));
    }

    private DbCommand Command(string text, params ReadOnlySpan<string> parameters)
    {
        var command = _context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private object? Execute(DbCommand command, params ReadOnlySpan<object> values)
    {
        Set(command, values);
        return command.ExecuteScalar();
    }

    private void Set(DbCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = _context.Database.CurrentTransaction?.GetDbTransaction();
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}
