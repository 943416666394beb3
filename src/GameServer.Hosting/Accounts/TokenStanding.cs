namespace GameServer.Hosting.Accounts;

/// <summary>A token that is valid still.</summary>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Hash">The token's hash.</param>
/// <param name="Standing">What the account may do.</param>
public sealed record TokenStanding(long AccountId, byte[] Hash, AccountStanding Standing);
