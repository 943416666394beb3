using System.Text.Json;

namespace EndToEnd.Tests.Reliability;

/// <summary>An entry of a wallet, as a client is told of it or as it stands in the file.</summary>
internal sealed record WalletLine(long Id, long Coins, long Balance, string Item, string Key)
{
    public static WalletLine Of(JsonElement entry) => new(
        entry.GetProperty("id").GetInt64(), entry.GetProperty("coins").GetInt64(), entry.GetProperty("balance").GetInt64(),
        entry.GetProperty("item").GetString()!, entry.GetProperty("key").GetString()!);
}
