using GameServer.Games;
using GameServer.Rpc;

namespace GameServer.Hosting.Rooms;

/// <summary>The traits of a game that must be known before a room of it is open.</summary>
/// <param name="TickRate">Steps a second, 1 to 120.</param>
/// <param name="MaxPlayers">The most players in a room, 1 to 10,000.</param>
public readonly record struct GameTraits(int TickRate, int MaxPlayers)
{
    private const int HighestRate = 120;
    private const int MostPlayers = 10_000;

    /// <summary>Reads the traits of a game.</summary>
    /// <param name="game">The game; it need not have started.</param>
    /// <exception cref="DeclarationException">One is out of its range.</exception>
    public static GameTraits Of(Game game)
    {
        var name = game.GetType().Name;
        var rate = Read(name, nameof(game.TickRate), () => game.TickRate);
        var players = Read(name, nameof(game.MaxPlayers), () => game.MaxPlayers);
        List<string> problems = [];
        if (rate is < 1 or > HighestRate)
        {
            problems.Add($"{name}.TickRate is {rate}; it must be from 1 to {HighestRate}.");
        }

        if (players is < 1 or > MostPlayers)
        {
            problems.Add($"{name}.MaxPlayers is {players}; it must be from 1 to {MostPlayers}.");
        }

        DeclarationException.ThrowIfAny(problems);
        return new(rate, players);
    }

    private static int Read(string game, string member, Func<int> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
        {
            var cause = LoggableException.Of(exception);
            throw new DeclarationException($"{game}.{member} threw {cause.GetType().Name}: {cause.Message}");
        }
    }
}
