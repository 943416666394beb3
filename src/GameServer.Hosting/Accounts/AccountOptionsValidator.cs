using GameServer.Hosting.Operations;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Accounts;

internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options) =>
        new OptionsRange(AccountOptions.Section)
            .Within(nameof(options.TokenDays), options.TokenDays, 1, 3650)
            .Within(nameof(options.GuestTokenDays), options.GuestTokenDays, 1, 3650)
            .Within(nameof(options.TokensPerAccount), options.TokensPerAccount, 1, 100)
            .Within(nameof(options.PasswordIterations), options.PasswordIterations, 1_000, 10_000_000)
            .Within(nameof(options.PasswordThreads), options.PasswordThreads, 1, 64)
            .Within(nameof(options.PasswordQueue), options.PasswordQueue, 1, 10_000)
            .Result;
}
