using GameServer.Rpc.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Accounts;

/// <summary>Puts the accounts into the container.</summary>
internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddCheckedOptions<AccountOptions>(AccountOptions.Section, static (accounts, range) => accounts.Check(range));
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<GuestRestrictions>();
        services.AddSingleton<Admission>();
        services.AddSingleton<AccountKeeper>();
        return services;
    }
}
