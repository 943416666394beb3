using System.Globalization;
using GameServer.Rpc;

namespace GameServer.Hosting.Accounts;

/// <summary>How those hear of it who are muted or banned.</summary>
internal static class Restrictions
{
    /// <summary>1016: an administrator took the word from the caller.</summary>
    /// <param name="until">Until when.</param>
    public static RpcException Muted(DateTimeOffset until) =>
        new(ErrorCodes.Muted, "You are muted.", new RestrictedUntil(Text(until)));

    /// <summary>1017: an administrator banned the account.</summary>
    /// <param name="until">Until when.</param>
    public static RpcException Banned(DateTimeOffset until) =>
        new(ErrorCodes.Banned, "You are banned.", new RestrictedUntil(Text(until)));

    /// <summary>A moment on the wire, in ISO 8601.</summary>
    /// <param name="moment">The moment.</param>
    public static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
