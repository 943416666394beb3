namespace GameServer.Games;

/// <summary>
/// The rules of one room: entities, what commands do to them, and what a step of time does. A game is pure: no clock,
/// no I/O, no tasks, no randomness but <see cref="Random"/>; the same seed and commands give the same game. It never
/// packs a byte: what viewers receive follows from the entities it declares.
/// </summary>
/// <remarks>
/// <para>Declare entity kinds with <see cref="Entities{T}"/> in the constructor, the ones that change most first (small ids
/// cost fewer bytes). Take commands by implementing <see cref="IHandles{TCommand}"/> for each. The server makes one game
/// when it starts, to look at these declarations, and starts no room with it.</para>
/// <para>A member that throws costs a command, a player or its room, as the member says, and never another room. A room
/// that ends so tells its players and watchers <c>room.closed</c> with the reason <c>failed</c>; points and coins that were
/// given before are kept. Each time the log says which game, room, tick and member. An overflow of the stack cannot be
/// caught: it ends the program.</para>
/// <para>A member that does not return for four seconds costs its room only, which takes no player in until the member
/// returns. Its players can leave; the rooms beside it go on; the log and <c>/health/ready</c> name the game.</para>
/// </remarks>
public abstract class Game
{
    /// <summary>The most entities of all kinds of a game together.</summary>
    public const int MaxEntities = 65_536;

    private readonly List<EntitySet> _sets = [];
    private readonly List<Player> _players = [];
    private Simulation? _simulation;

    /// <summary>Steps a second; 30 unless the game says otherwise. From 1 to 120.</summary>
    public virtual int TickRate => 30;

    /// <summary>The most people and bots in a room at one time, 1 to 10,000.</summary>
    public virtual int MaxPlayers => 64;

    /// <summary>
    /// What a joining client must know once and that never changes in this room (the map's walls, say): a record of
    /// plain data, sent in the reply to <c>room.join</c>; null for nothing. Read once, after <see cref="Start"/>. When it
    /// throws, the room does not open; when it cannot be written, each join is answered with -32603.
    /// </summary>
    public virtual object? World => null;

    /// <summary>The declared kinds in the order of declaration.</summary>
    public IReadOnlyList<EntitySet> Sets => _sets;

    /// <summary>Everybody in the room, bots included, in the order of coming in.</summary>
    public IReadOnlyList<Player> Players => _players;

    /// <summary>Random numbers from the room's seed.</summary>
    protected GameRandom Random => Simulation.Random;

    private Simulation Simulation =>
        _simulation ?? throw new InvalidOperationException("A game has no room before Start.");

    /// <summary>
    /// Called once by the room's loop, before the first step, when <see cref="Random"/> can be used: build the map here.
    /// When this or the constructor throws, the room does not open: who waits for it is answered with -32603, and for ten
    /// seconds no other caller gets a new room of the game.
    /// </summary>
    protected internal virtual void Start()
    {
    }

    /// <summary>
    /// A person came in. When this throws, the person is not in: the call is answered with -32603 (with the exception's own
    /// number, if it is an <see cref="Rpc.RpcException"/>), what the player owns is removed, <see cref="Leave"/> is not
    /// called, and the room goes on.
    /// </summary>
    /// <param name="player">The player; already among <see cref="Players"/>.</param>
    protected internal abstract void Join(Player player);

    /// <summary>A person goes. By default everything that the player owns is removed. When this throws, the room ends.</summary>
    /// <param name="player">The player; no longer among <see cref="Players"/>.</param>
    protected internal virtual void Leave(Player player) => RemoveEntitiesOf(player);

    /// <summary>
    /// A person's line is lost. His seat is kept for a while: what he held down should be let go, so that nobody drives
    /// on without a driver. By default nothing happens. When this throws, the room ends.
    /// </summary>
    /// <param name="player">The player; still among <see cref="Players"/>.</param>
    protected internal virtual void Away(Player player)
    {
    }

    /// <summary>A player who was away is back in the seat. By default nothing happens. When this throws, the room ends.</summary>
    /// <param name="player">The player.</param>
    protected internal virtual void Back(Player player)
    {
    }

    /// <summary>One step of time, after the commands that were due in it. When this throws, the room ends.</summary>
    /// <param name="tick">Which step, and how long it is.</param>
    protected internal abstract void Step(in Tick tick);

    /// <summary>
    /// What is near a viewer; everything, unless the game says otherwise. The answer stays the same between two steps: all
    /// who only watch are one viewer, and are not asked about one by one. When this throws, the room ends.
    /// </summary>
    /// <param name="viewer">The player, or null for somebody who only watches.</param>
    protected internal virtual View ViewOf(Player? viewer) => View.Everything;

    /// <summary>
    /// Whether a viewer may know of an entity that is near; asked at most once a tick, viewer and entity. The answer stays
    /// the same between two steps: all who only watch are one viewer. When this throws, the room ends.
    /// </summary>
    /// <param name="viewer">The player, or null for somebody who only watches.</param>
    /// <param name="id">The entity's id.</param>
    protected internal virtual bool Sees(Player? viewer, int id) => true;

    /// <summary>Declares an entity kind. Call it in the constructor.</summary>
    /// <typeparam name="T">A struct with <see cref="EntityAttribute"/>.</typeparam>
    /// <param name="capacity">The most of this kind at one time, 1 or more; <see cref="EntitySet{T}.Spawn"/> gives 0 beyond it. All
    /// kinds of a game have <see cref="MaxEntities"/> at most.</param>
    /// <exception cref="DeclarationException">The kind cannot travel, is declared twice, or has too many entities.</exception>
    protected EntitySet<T> Entities<T>(int capacity)
        where T : unmanaged
    {
        if (_simulation is not null)
        {
            throw new InvalidOperationException("Entity kinds are declared in the game's constructor.");
        }

        var before = _sets.Sum(earlier => earlier.Capacity);
        if (capacity < 1 || capacity > MaxEntities - before)
        {
            throw new DeclarationException(
                $"{GetType().Name} declares {capacity} {typeof(T).Name}; a kind has 1 entity or more, and all kinds of a game {MaxEntities} together.");
        }

        var set = new EntitySet<T>(before + 1, capacity);
        if (_sets.Find(earlier => string.Equals(earlier.Layout.Name, set.Layout.Name, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            throw new DeclarationException(same is EntitySet<T>
                ? $"{GetType().Name} declares the kind {typeof(T).Name} twice; call Entities<{typeof(T).Name}> once."
                : $"{GetType().Name} declares {same.EntityType.Name} and {typeof(T).Name}, which are both called {set.Layout.Name} on the wire; give one another name by [Entity(\"name\")].");
        }

        _sets.Add(set);
        return set;
    }

    /// <summary>
    /// Tells all in the room that something happened. An event that cannot be written throws here, before any of them is
    /// told.
    /// </summary>
    /// <typeparam name="TEvent">A struct with <see cref="EventAttribute"/>.</typeparam>
    /// <param name="gameEvent">What happened.</param>
    protected void Emit<TEvent>(in TEvent gameEvent)
        where TEvent : struct => Simulation.Output.Emit(gameEvent, null);

    /// <summary>Tells one player that something happened.</summary>
    /// <typeparam name="TEvent">A struct with <see cref="EventAttribute"/>.</typeparam>
    /// <param name="gameEvent">What happened.</param>
    /// <param name="to">The player to tell.</param>
    protected void Emit<TEvent>(in TEvent gameEvent, Player to)
        where TEvent : struct => Simulation.Output.Emit(gameEvent, to);

    /// <summary>Gives a person points for the leaderboard; a bot's are not kept.</summary>
    /// <param name="player">Who earned them.</param>
    /// <param name="points">The points of one round or match.</param>
    protected void Award(Player player, int points)
    {
        if (!player.IsBot)
        {
            Simulation.Output.Award(player, points);
        }
    }

    /// <summary>Gives a person coins; those of bots, and of guests, who have no wallet, are not kept.</summary>
    /// <param name="player">Who earned them.</param>
    /// <param name="coins">How many. Give them seldom, at a round's end say: each time becomes an entry in the wallet.</param>
    /// <param name="item">What the entry says that they are for, 1 to 64 characters.</param>
    protected void Pay(Player player, int coins, string item)
    {
        if (!player.IsBot)
        {
            Simulation.Output.Pay(player, coins, item);
        }
    }

    /// <summary>Brings in a player that the game itself plays.</summary>
    /// <param name="name">The name to show.</param>
    /// <returns>The bot, or null when the room is full.</returns>
    protected Player? AddBot(string name) => Simulation.AddBot(name);

    /// <summary>Sends a bot away; <see cref="Leave"/> is called for it.</summary>
    /// <param name="bot">A player that <see cref="AddBot"/> gave.</param>
    protected void RemoveBot(Player bot) => Simulation.Leave(bot);

    internal void Attach(Simulation simulation)
    {
        if (_simulation is not null)
        {
            throw new InvalidOperationException("A game runs in one room only.");
        }

        _simulation = simulation;
    }

    internal void Add(Player player) => _players.Add(player);

    internal void Remove(Player player) => _players.Remove(player);

    internal void RemoveEntitiesOf(Player player)
    {
        foreach (var set in _sets)
        {
            for (var slot = set.SlotOf(player); slot >= 0; slot = set.SlotOf(player))
            {
                set.Remove(set.FirstId + slot);
            }
        }
    }
}

/// <summary>A game of one entity kind and one command: the short form for small games.</summary>
/// <typeparam name="TEntity">A struct with <see cref="EntityAttribute"/>.</typeparam>
/// <typeparam name="TCommand">A struct with <see cref="CommandAttribute"/>.</typeparam>
public abstract class Game<TEntity, TCommand> : Game, IHandles<TCommand>
    where TEntity : unmanaged
    where TCommand : struct
{
    /// <summary>Declares the one kind, with room for <paramref name="capacity"/> entities.</summary>
    /// <param name="capacity">The most entities at one time.</param>
    protected Game(int capacity = 256) => All = Entities<TEntity>(capacity);

    /// <summary>All entities.</summary>
    protected EntitySet<TEntity> All { get; }

    void IHandles<TCommand>.Apply(Player player, in TCommand command) => Apply(player, command);

    /// <summary>Applies a player's command.</summary>
    /// <param name="player">Who asks.</param>
    /// <param name="command">What is asked; its values come from the wire.</param>
    protected abstract void Apply(Player player, in TCommand command);

    /// <summary>Adds an entity of the player's.</summary>
    /// <param name="player">The owner.</param>
    /// <param name="entity">Its first state.</param>
    /// <returns>Its id, or 0 when every slot is taken.</returns>
    protected int Spawn(Player? player, in TEntity entity) => All.Spawn(player, entity);

    /// <summary>The player's entity, by reference.</summary>
    /// <param name="player">Its owner.</param>
    protected ref TEntity Of(Player player) => ref All.Of(player);
}
