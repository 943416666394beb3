namespace GameServer.Games;

/// <summary>
/// The one door through which a game is driven: by a room's loop, by a test by hand, by a replay. Not thread-safe:
/// one thread at a time.
/// </summary>
public sealed class Simulation
{
    private readonly bool[] _seats;
    private int _lastPlayerId;

    /// <summary>Starts a game.</summary>
    /// <param name="game">A new game; it belongs to this simulation from now on.</param>
    /// <param name="seed">Where its random numbers begin.</param>
    /// <param name="output">Receives what happens; null to let it pass unheard.</param>
    public Simulation(Game game, int seed, IGameOutput? output = null)
    {
        Game = game;
        Seed = seed;
        Random = new GameRandom(seed);
        Output = output ?? Silence.Instance;
        _seats = new bool[game.MaxPlayers];
        game.Attach(this);
        game.Start();
    }

    /// <summary>The game that is driven.</summary>
    public Game Game { get; }

    /// <summary>Where the game's random numbers began.</summary>
    public int Seed { get; }

    /// <summary>How many steps have been made.</summary>
    public int TickNumber { get; private set; }

    internal GameRandom Random { get; }

    internal IGameOutput Output { get; }

    /// <summary>
    /// Lets a person in. When the game's own <see cref="Game.Join"/> throws, the player is taken out again with everything
    /// that it owns, and the exception goes on to the caller; <see cref="Game.Leave"/> is not called then.
    /// </summary>
    /// <param name="name">The name to show.</param>
    /// <returns>The player, or null when the room is full.</returns>
    public Player? Join(string name)
    {
        var player = Seat(name, isBot: false);
        if (player is null)
        {
            return null;
        }

        var isIn = false;
        try
        {
            Game.Join(player);
            isIn = true;
            return player;
        }
        finally
        {
            if (!isIn)
            {
                Game.Remove(player);
                Game.RemoveEntitiesOf(player);
                Vacate(player);
            }
        }
    }

    /// <summary>Lets a player go.</summary>
    /// <param name="player">One of <see cref="Game.Players"/>.</param>
    public void Leave(Player player)
    {
        Game.Remove(player);
        try
        {
            Game.Leave(player);
        }
        finally
        {
            Vacate(player);
        }
    }

    /// <summary>Gives a person another name.</summary>
    /// <param name="player">One of <see cref="Game.Players"/>.</param>
    /// <param name="name">The name to show.</param>
    public void Rename(Player player, string name) => player.Name = name;

    /// <summary>A person's line is lost, and he may come back.</summary>
    /// <param name="player">One of <see cref="Game.Players"/>.</param>
    public void Away(Player player) => Game.Away(player);

    /// <summary>A person who was away is back.</summary>
    /// <param name="player">One of <see cref="Game.Players"/>.</param>
    public void Back(Player player) => Game.Back(player);

    /// <summary>Applies a command.</summary>
    /// <typeparam name="TCommand">A command that the game handles.</typeparam>
    /// <param name="player">Who asks.</param>
    /// <param name="command">What is asked.</param>
    /// <exception cref="InvalidOperationException">The game does not take such commands.</exception>
    public void Apply<TCommand>(Player player, in TCommand command)
        where TCommand : struct
    {
        if (Game is not IHandles<TCommand> handler)
        {
            throw new InvalidOperationException($"{Game.GetType().Name} does not take {typeof(TCommand).Name}.");
        }

        handler.Apply(player, command);
    }

    /// <summary>Makes one step of time.</summary>
    public void Step()
    {
        TickNumber++;
        Game.Step(new Tick(TickNumber, 1f / Game.TickRate));
    }

    /// <summary>What a viewer is near, as the game answers it.</summary>
    /// <param name="viewer">The player, or null for somebody who only watches.</param>
    public View ViewOf(Player? viewer) => Game.ViewOf(viewer);

    /// <summary>Whether a viewer may know of an entity, as the game answers it.</summary>
    /// <param name="viewer">The player, or null for somebody who only watches.</param>
    /// <param name="id">The id of an alive entity.</param>
    public bool Sees(Player? viewer, int id) => Game.Sees(viewer, id);

    /// <summary>A number that two simulations share exactly when their entities and random numbers are the same.</summary>
    public ulong Hash()
    {
        var hash = StateHash.Add(StateHash.Start, TickNumber);
        hash = StateHash.Add(hash, (int)Random.State);
        hash = StateHash.Add(hash, (int)(Random.State >> 32));
        foreach (var set in Game.Sets)
        {
            hash = set.Hash(hash);
        }

        return hash;
    }

    internal Player? AddBot(string name) => Seat(name, isBot: true);

    private void Vacate(Player player)
    {
        _seats[player.Index] = false;
        Output.Left(player);
    }

    private Player? Seat(string name, bool isBot)
    {
        var index = Array.IndexOf(_seats, false);
        if (index < 0)
        {
            return null;
        }

        _seats[index] = true;
        var player = new Player(++_lastPlayerId, index, name, isBot);
        Game.Add(player);
        Output.Entered(player);
        return player;
    }

    private sealed class Silence : IGameOutput
    {
        public static readonly Silence Instance = new();

        public void Emit<TEvent>(in TEvent gameEvent, Player? to)
            where TEvent : struct
        {
        }

        public void Entered(Player player)
        {
        }

        public void Left(Player player)
        {
        }

        public void Award(Player player, int points)
        {
        }

        public void Pay(Player player, int coins, string item)
        {
        }
    }
}
