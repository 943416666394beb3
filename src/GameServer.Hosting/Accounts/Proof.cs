using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Somebody has proved who he is.</summary>
/// <param name="Account">Who.</param>
/// <param name="Token">What proves it the next time.</param>
public sealed record Proof(Account Account, string Token)
{
    /// <summary>Until when the account may not speak; null or past when it may.</summary>
    public DateTimeOffset? MutedUntil { get; init; }
}
