using GameServer.Rpc.Configuration;
using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Configuration section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Accounts";

    /// <summary>Days that a token of an account with a password lives after its last use, 1 to 3650.</summary>
    public int TokenDays { get; set; } = 30;

    /// <summary>Days that a guest, and his token, lives after its last use, 1 to 3650.</summary>
    public int GuestTokenDays { get; set; } = 7;

    /// <summary>Tokens that one account may hold, 1 to 100; with one more the oldest ends.</summary>
    public int TokensPerAccount { get; set; } = 10;

    /// <summary>
    /// Iterations of PBKDF2 with HMAC-SHA512 a password, 1,000 to 10,000,000. The default is what OWASP's Password
    /// Storage Cheat Sheet asks for.
    /// </summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Threads that check passwords, 1 to 64. They are the only ones that do, whatever the burst.</summary>
    public int PasswordThreads { get; set; } = 1;

    /// <summary>Passwords that may wait to be checked, 1 to 10,000; beyond it callers get 1005.</summary>
    public int PasswordQueue { get; set; } = 64;

    /// <summary>Names the limits of the options.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range
        .Within(nameof(TokenDays), TokenDays, 1, 3650)
        .Within(nameof(GuestTokenDays), GuestTokenDays, 1, 3650)
        .Within(nameof(TokensPerAccount), TokensPerAccount, 1, 100)
        .Within(nameof(PasswordIterations), PasswordIterations, 1_000, 10_000_000)
        .Within(nameof(PasswordThreads), PasswordThreads, 1, 64)
        .Within(nameof(PasswordQueue), PasswordQueue, 1, 10_000);

    /// <summary>How long a token of an account lives after its last use.</summary>
    /// <param name="account">The account.</param>
    public TimeSpan LifeOf(Account account) => TimeSpan.FromDays(account.IsGuest ? GuestTokenDays : TokenDays);
}
