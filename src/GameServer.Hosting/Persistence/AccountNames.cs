using GameServer.Hosting.Accounts;
using GameServer.Hosting.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Finds accounts by their names. Of accounts from before names were compared as they are now, several can have names of
/// one key: one has the key, each other the key, a slash and its own number.
/// </summary>
internal static class AccountNames
{
    // No name has a slash in it; '0' is the character behind it.
    private const string Slash = "/";
    private const string BehindSlash = "0";

    /// <summary>Adds <c>name_key(name)</c> to a context's connection, for the migration that gives accounts their keys.</summary>
    public static void AddFunction(GameServerContext context) =>
        ((SqliteConnection)context.Database.GetDbConnection()).CreateFunction<string, string>("name_key", NameKey.Of, isDeterministic: true);

    /// <summary>The accounts whose names are one with this one.</summary>
    public static IQueryable<AccountRow> Called(this IQueryable<AccountRow> accounts, AccountName name)
    {
        var (key, first, end) = (name.Key, name.Key + Slash, name.Key + BehindSlash);
        return accounts.Where(row => row.NameKey == key
            || (string.Compare(row.NameKey, first) > 0 && string.Compare(row.NameKey, end) < 0));
    }

    /// <summary>The account that is meant by a name: of several the one that is written so, then the one that has the key.</summary>
    public static AccountRow? Choose(IEnumerable<AccountRow> called, AccountName name) => called
        .OrderBy(row => row.Name == name.Text ? 0 : 1)
        .ThenBy(row => row.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(row => row.NameKey == name.Key ? 0 : 1)
        .FirstOrDefault();
}
