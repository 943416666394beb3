using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Accounts;

/// <summary>Puts the accounts into the container.</summary>
internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<GuestRestrictions>();
        services.AddSingleton<Admission>();
        services.AddSingleton<AccountKeeper>();
        return services;
    }
}
