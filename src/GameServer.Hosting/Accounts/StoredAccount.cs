using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>An account with what only signing in may see.</summary>
/// <param name="Account">The account.</param>
/// <param name="PasswordHash">The password's hash; null for a guest.</param>
public sealed record StoredAccount(Account Account, string? PasswordHash);
