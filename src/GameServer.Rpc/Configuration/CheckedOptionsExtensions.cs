using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Configuration;

/// <summary>Options that a wrong configuration cannot reach.</summary>
public static class CheckedOptionsExtensions
{
    /// <summary>
    /// Binds a section of the configuration, and checks it at start-up. The section's <see cref="SettingsSection"/> is
    /// registered too: the help lists its keys, and a key that it does not have is warned of.
    /// </summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="services">The container's services.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="check">Names the limits.</param>
    public static IServiceCollection AddCheckedOptions<TOptions>(
        this IServiceCollection services, string section, Action<TOptions, OptionsRange> check)
        where TOptions : class
    {
        var settings = SettingsSection.Of(section, check);
        services.AddSingleton(settings);
        services.AddOptions<TOptions>()
            // Before the binder, which throws at the first value that it cannot read and skips others.
            .Configure<IConfiguration>((_, configuration) => ThrowIfAny([.. settings.Problems(configuration)], typeof(TOptions)))
            .BindConfiguration(section)
            .ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new OptionsCheck<TOptions>(section, check));
    }

    private static void ThrowIfAny(IReadOnlyList<string> problems, Type options)
    {
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, options, problems);
        }
    }
}
