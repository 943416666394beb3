using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Configuration;

/// <summary>Options that a wrong configuration cannot reach.</summary>
public static class CheckedOptionsExtensions
{
    /// <summary>Binds a section of the configuration, and checks it at start-up.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="services">The container's services.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="check">Names the limits.</param>
    public static IServiceCollection AddCheckedOptions<TOptions>(
        this IServiceCollection services, string section, Action<TOptions, OptionsRange> check)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new OptionsCheck<TOptions>(section, check));
    }
}
