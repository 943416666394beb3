namespace GameServer.Hosting.Accounts;

/// <summary>What an account may do, and may not.</summary>
/// <param name="IsAdministrator">Whether it may mute, kick and ban.</param>
/// <param name="MutedUntil">Until when it may not speak; null or past when it may.</param>
/// <param name="BannedUntil">Until when it may not come in; null or past when it may.</param>
public sealed record AccountStanding(bool IsAdministrator, DateTimeOffset? MutedUntil, DateTimeOffset? BannedUntil);
