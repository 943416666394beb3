using GameServer.Games;
using GameServer.Hosting.Declarations;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Configuration;
using GameServer.Rpc.Dispatch;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting;

/// <summary>Says what a server consists of.</summary>
/// <param name="services">The container's services.</param>
/// <remarks>
/// Mistakes in what is added stop the start: each is told in a sentence that names type and member. For that the server
/// makes one object of each game, price list and name filter when it starts.
/// </remarks>
public sealed class GameServerBuilder(IServiceCollection services)
{
    private readonly Declared _declared = Declared.In(services);

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Adds a game. Its commands can be called as <c>name.command</c> without more.</summary>
    /// <typeparam name="TGame">The game, made once a room; what its constructor asks for, its options say, is injected.</typeparam>
    /// <param name="name">The name on the wire: a lower-case letter, then letters and digits.</param>
    /// <exception cref="DeclarationException">The name does not follow the rule.</exception>
    public GameServerBuilder AddGame<TGame>(string name)
        where TGame : Game
    {
        CheckName(name, typeof(TGame));
        _declared.Games.Add((name, typeof(TGame)));
        Services.AddSingleton(services => GameRegistration.Of<TGame>(name, services));
        foreach (var command in GameRegistration.CommandsOf(name, typeof(TGame)))
        {
            Services.AddSingleton(command);
        }

        return this;
    }

    /// <summary>
    /// Adds a service: the interface's methods that have <see cref="Rpc.RpcMethodAttribute"/> become
    /// <c>prefix.name</c>. Every connection gets an instance of its own at its first call.
    /// </summary>
    /// <typeparam name="TInterface">The interface that carries the attributes.</typeparam>
    /// <typeparam name="TService">The class; what its constructor asks for is injected.</typeparam>
    /// <param name="prefix">What stands before the dot: a lower-case letter, then letters and digits.</param>
    /// <exception cref="DeclarationException">The prefix does not follow the rule.</exception>
    public GameServerBuilder AddService<TInterface, TService>(string prefix)
        where TInterface : class
        where TService : class, TInterface
    {
        CheckName(prefix, typeof(TService));
        Services.AddSingleton(new ServiceRegistration(typeof(TInterface), typeof(TService), prefix));
        return this;
    }

    /// <summary>Adds what a game sells for coins.</summary>
    /// <typeparam name="TCatalogue">The price list; what its constructor asks for is injected.</typeparam>
    public GameServerBuilder AddItems<TCatalogue>()
        where TCatalogue : class, IItemCatalogue
    {
        _declared.Items.Add(typeof(TCatalogue));
        Services.AddSingleton<IItemCatalogue, TCatalogue>();
        return this;
    }

    /// <summary>Adds a say in which names players may take; any number can be added, and all must agree.</summary>
    /// <typeparam name="TFilter">The filter; what its constructor asks for is injected.</typeparam>
    public GameServerBuilder AddNameFilter<TFilter>()
        where TFilter : class, INameFilter
    {
        _declared.NameFilters.Add(typeof(TFilter));
        Services.AddSingleton<INameFilter, TFilter>();
        return this;
    }

    /// <summary>
    /// Binds a section of the configuration, checks it at start-up, and gives it to the constructor of whatever game or
    /// service asks for it.
    /// </summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="section">The section's name.</param>
    /// <param name="check">Names the limits.</param>
    public GameServerBuilder AddOptions<TOptions>(string section, Action<TOptions, OptionsRange> check)
        where TOptions : class
    {
        _declared.Options.Add((section, typeof(TOptions)));
        Services.AddCheckedOptions(section, check);
        Services.AddSingleton(services => services.GetRequiredService<IOptions<TOptions>>().Value);
        return this;
    }

    private static void CheckName(string name, Type type)
    {
        if (name is not [>= 'a' and <= 'z', ..] || !name.All(char.IsAsciiLetterOrDigit) || !WireName.IsValid(name))
        {
            throw new DeclarationException($"{type.Name} is added as '{name}', which is no name for the wire: a lower-case letter, then letters and digits, 64 at most.");
        }
    }
}
