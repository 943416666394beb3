using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Sessions;

/// <summary>How often players may speak, and new players may come.</summary>
/// <param name="limits">How often.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionRates(IOptions<SessionLimits> limits, TimeProvider time)
{
    private const int MostKept = 65_536;
    private const int BytesALine = 1_000;

    // By account, not by line: whoever comes back on a new line has said what he said.
    private readonly RateTable<long> _chat = new(limits.Value.ChatPerSecond, limits.Value.ChatBurst, MostKept, time);

    private readonly RateTable<ClientNetwork> _newAccounts = new(
        limits.Value.GuestsPerAddressPerMinute / 60.0, limits.Value.GuestsPerAddressPerMinute, MostKept, time);

    /// <summary>Counts a text that an account says. Each thousand bytes begun count as one.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="bytes">The text's length in UTF-8.</param>
    /// <exception cref="RpcException">1005 when the account said too much lately.</exception>
    public void CountChat(long accountId, int bytes)
    {
        // A room tells each line to all in it: long ones at a line's rate would fill the others' outboxes.
        var lines = Math.Clamp((bytes + BytesALine - 1) / BytesALine, 1, Math.Max(1, limits.Value.ChatBurst));
        if (!_chat.TryTake(accountId, out var retryAfter, lines))
        {
            throw TooMany("You talk too fast.", retryAfter);
        }
    }

    /// <summary>A guest wants to come in, or somebody wants to register.</summary>
    /// <param name="network">Where from.</param>
    /// <exception cref="RpcException">1005 when too many came from there lately.</exception>
    public void CountNewAccount(ClientNetwork network)
    {
        if (!_newAccounts.TryTake(network, out var retryAfter))
        {
            throw TooMany("Too many new players come from this address.", retryAfter);
        }
    }

    private static RpcException TooMany(string message, TimeSpan retryAfter) =>
        RetryAfter.Error(message, (int)Math.Ceiling(retryAfter.TotalMilliseconds));
}
