using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Declarations;

/// <summary>The games and services that a program adds by <see cref="GameServerBuilder"/>. One for each container.</summary>
/// <param name="services">The container's services.</param>
internal sealed class Declared(IServiceCollection services)
{
    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>The games, which the container makes.</summary>
    public List<(string Name, Type Game)> Games { get; } = [];

    /// <summary>The price lists.</summary>
    public List<Type> Items { get; } = [];

    /// <summary>The name filters.</summary>
    public List<Type> NameFilters { get; } = [];

    /// <summary>The sections of the configuration and the options that they are bound to.</summary>
    public List<(string Section, Type Options)> Options { get; } = [];

    /// <summary>The prefixes of the built-in services.</summary>
    public HashSet<string> BuiltIn { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The container's own; made where it has none.</summary>
    public static Declared In(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(Declared))?.ImplementationInstance is Declared known)
        {
            return known;
        }

        var made = new Declared(services);
        services.AddSingleton(made);
        return made;
    }
}
