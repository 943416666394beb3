using GameServer.Hosting.Accounts;
using GameServer.Hosting.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Finds accounts by their names. Several can have names of one key: some are from before names were compared as they are
/// now, and some are two names all the same. One has the key. Each other has the key, a slash, and what is its own: the
/// account's number where the migration has put it, else the name without case.
/// </summary>
internal static class AccountNames
{
    // What is looked through for one name has a bound.
    private const int MostOfOneKey = 16;

    // No name has a slash in it; '0' is the character behind it.
    private const string Slash = "/";
    private const string BehindSlash = "0";

    /// <summary>Adds <c>name_key(name)</c> to a context's connection, for the migration that gives accounts their keys.</summary>
    public static void AddFunction(GameServerContext context) =>
        ((SqliteConnection)context.Database.GetDbConnection()).CreateFunction<string, string>("name_key", NameKey.Of, isDeterministic: true);

    /// <summary>The key that an account of this name gets; null where the name is taken.</summary>
    /// <param name="accounts">All accounts.</param>
    /// <param name="name">The name.</param>
    /// <param name="accountId">The account that is to have it; null for a new one.</param>
    public static string? FreeKey(this IQueryable<AccountRow> accounts, AccountName name, long? accountId)
    {
        var others = accounts.AsNoTracking().OfKey(name).Where(row => row.Id != accountId).ToList();
        if (others.Count >= MostOfOneKey || others.Exists(row => name.IsOneWith(row.Name)))
        {
            return null;
        }

        return others.Exists(row => row.NameKey == name.Key) ? name.Key + Slash + name.Fold : name.Key;
    }

    /// <summary>
    /// The account that is meant by a name: of several of one fold the one that is written so, then the one that has the key.
    /// </summary>
    public static AccountRow? Called(this IQueryable<AccountRow> accounts, AccountName name) => accounts.AsNoTracking().OfKey(name)
        .AsEnumerable()
        .Where(row => NameKey.FoldOf(row.Name) == name.Fold)
        .OrderBy(row => row.Name == name.Text ? 0 : 1)
        .ThenBy(row => row.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(row => row.NameKey == name.Key ? 0 : 1)
        .FirstOrDefault();

    private static IQueryable<AccountRow> OfKey(this IQueryable<AccountRow> accounts, AccountName name)
    {
        var (key, first, end) = (name.Key, name.Key + Slash, name.Key + BehindSlash);
        return accounts.Where(row => row.NameKey == key
            || (string.Compare(row.NameKey, first) > 0 && string.Compare(row.NameKey, end) < 0));
    }
}
