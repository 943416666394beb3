using GameServer.Hosting.Sessions;
using GameServer.Simulation.Tests.Clients;
using GameServer.Simulation.Tests.Machine;
using GameServer.Simulation.Tests.Network;
using GameServer.Simulation.Tests.Stores;

namespace GameServer.Simulation.Tests;

/// <summary>
/// One run of one seed: the server from the gate inwards, its database, the network and everybody who plays, on this one
/// thread, with a clock that leaps from one thing that happens to the next. First people play while <see cref="Chaos"/>
/// reigns; then everything heals and they go home; then nothing may be left.
/// </summary>
internal sealed class World
{
    private static readonly TimeSpan GoingHome = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(120);
    private const int MostStepsUnlooked = 16;
    private readonly Random _seeds;
    private readonly Scheduler _scheduler;
    private readonly SimulatedDatabase _database;
    private readonly Invariants _invariants;
    private readonly List<(string Who, Task Life)> _lives = [];
    private readonly List<(long Account, Purse Purse)> _purses = [];
    private Exception? _failure;
    private int _links;
    private long _stir;

    public World(Settings settings, int keptLines = 0)
    {
        Settings = settings;
        _seeds = new Random(settings.Seed);
        Trace = new Trace(keptLines);
        _scheduler = new Scheduler(Time, settings.IsShuffled ? NewRandom() : null);
        Weather = new StoreWeather(Time, NewRandom(), Report);
        _database = new SimulatedDatabase(Weather);
        _invariants = new Invariants(this);
    }

    public Settings Settings { get; }

    public VirtualTime Time { get; } = new();

    public Report Report { get; } = new();

    public Trace Trace { get; }

    public StoreWeather Weather { get; }

    /// <summary>The server's program as it runs now; null between two runs of it.</summary>
    public SimulatedServer? Server { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Runs { get; private set; }

    /// <summary>Whether everybody is to go home.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>The links that may still carry something.</summary>
    public List<Link> Links { get; } = [];

    public Random NewRandom() => new(_seeds.Next());

    public void Run()
    {
        var outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_scheduler);
        try
        {
            StartServer();
            Populate();
            RunUntil(() => Time.Now >= Settings.Length.Ticks);
            IsClosing = true;
            Weather.Calm();
            var deadline = Time.Now + GoingHome.Ticks;
            RunUntil(() => _lives.TrueForAll(one => one.Life.IsCompleted) || Time.Now > deadline);
            var missing = _lives.FindAll(one => !one.Life.IsCompleted).Select(one => one.Who).ToArray();
            Require(missing.Length == 0, () => $"{string.Join(", ", missing)} did not come home");
            var end = Time.Now + Aftermath.Ticks;
            RunUntil(() => Time.Now >= end);
            CheckAtTheEnd();
            Report.Minutes = TimeSpan.FromTicks(Time.Now).TotalMinutes;
        }
        finally
        {
            // Before the provider goes, whose disposal waits for nobody here.
            SynchronizationContext.SetSynchronizationContext(outside);
            Server?.Dispose();
        }
    }

    /// <summary>Opens a line; null where there is no server.</summary>
    public Line? Connect(string who, View? before, Random random)
    {
        if (Server is null)
        {
            return null;
        }

        var link = NewLink(random);
        var line = new Line(this, link, new View(this, who, before));
        Say($"{who} opens line {link.Number}");
        Server.Accept(link, $"10.0.0.{who.Length + (_links % 200)}");
        return line;
    }

    public Link NewLink(Random random)
    {
        var link = new Link(++_links, Time, NewRandom(), Trace, random.Next(2) == 0, Settings.MessageBytes)
        {
            Window = (1 + random.Next(16)) * 1024,
        };
        link.ToClient.Milliseconds = link.ToServer.Milliseconds = 1 + random.Next(60);
        Links.RemoveAll(one => one.HasEnded);
        Links.Add(link);
        return link;
    }

    /// <summary>Stops the server in order, and starts it again on the same database.</summary>
    public async Task RestartAsync(TimeSpan pause)
    {
        var server = Server!;
        Say("the server drains");
        await server.DrainAsync();
        Require(server.Callers.Count == 0, () => $"{server.Callers.Count} callers are left after the drain");
        Require(server.Loops.Rooms.Count == 0, () => $"{server.Loops.Rooms.Count} rooms are left after the drain");
        Server = null;
        await Time.Pause(pause);
        server.Dispose();
        StartServer();
    }

    /// <summary>Whether the session of a line that is lost may be over by now.</summary>
    public bool MayHaveEnded(Link link, int run) =>
        run != Runs || Server is null or { IsDraining: true } || Time.Now - link.EndedAt >= Settings.Resumable.Ticks;

    /// <summary>A session came back with a gap: it must have been told more than is kept.</summary>
    public void JustifyGap(string who, long account)
    {
        Report.Gaps++;
        if (Server?.Sessions.Find(account) is not { } session)
        {
            // He has signed in as somebody else before the first event arrived: nothing is left that could be looked at.
            return;
        }

        var events = Inside.Events(session);
        Require(
            Inside.Kept(events) == SessionEvents.Most || Inside.KeptBytes(events) > Settings.KeptBytes - 1024,
            () => $"{who} missed events although only {Inside.Kept(events)} of {Inside.KeptBytes(events)} bytes are kept");
    }

    /// <summary>An error must be one of those that PROTOCOL.md allows there.</summary>
    public void Allow(string who, Reply reply, params ReadOnlySpan<int> codes)
    {
        // 1003: another line of his took the session over.
        if (!reply.IsLost && !(reply.Code is 0 or 1003 or 1005 or 1010 or -32603 || codes.Contains(reply.Code)))
        {
            throw new ViolationException($"{who} was refused: {reply.Result}");
        }
    }

    public void Require(bool holds, Func<string> what)
    {
        if (!holds)
        {
            throw new ViolationException(what());
        }
    }

    public void Say(string line) => Trace.Say(Time.Now, line);

    public void Say(Func<string> line)
    {
        if (Trace.KeepsLines)
        {
            Say(line());
        }
    }

    private void StartServer()
    {
        Runs++;
        Say("the server starts");
        Server = new SimulatedServer(Runs, Time, _database, Settings);
    }

    private void Populate()
    {
        for (var number = 0; number < Settings.People; number++)
        {
            var name = $"Duck{number}";
            if (number % 2 == 0)
            {
                Begin(name, new Person(this, name, [], null).LiveAsync());
                continue;
            }

            string[] tokens = [Token(number, 'a'), Token(number, 'b')];
            var account = _database.AddRegistered(name, tokens[0]);
            _database.AddToken(account, tokens[1]);
            var purse = new Purse(this, name, account, NewRandom());
            _purses.Add((account, purse));
            Begin(name, new Person(this, name, tokens, purse).LiveAsync());
        }

        if (Settings.HasHostile)
        {
            Begin("somebody hostile", new Vandal(this).RageAsync());
        }

        if (Settings.Faults)
        {
            Begin("chaos", new Chaos(this).ReignAsync());
        }
    }

    private static string Token(int number, char which) => $"{which}{number}".PadRight(43, '-');

    private void Begin(string who, Task life)
    {
        _lives.Add((who, life));
        _ = WatchAsync(life);
    }

    private async Task WatchAsync(Task life)
    {
        try
        {
            await life;
        }
        catch (Exception exception)
        {
            _failure ??= exception;
        }
    }

    private void RunUntil(Func<bool> isOver)
    {
        while (!isOver() && Step())
        {
        }
    }

    /// <summary>Leaps to what happens next, and lets it happen; false where nothing ever will.</summary>
    private bool Step()
    {
        _scheduler.Run();
        var next = Math.Min(Time.NextDue, Server?.Loops.NextDue ?? long.MaxValue);
        if (next == long.MaxValue)
        {
            return false;
        }

        Time.LeapTo(next);
        Time.RunDue();
        _scheduler.Run();
        Server?.Loops.RunDue();
        _scheduler.Run();
        if (_failure is { } failure)
        {
            throw failure;
        }

        if (Server is { } server)
        {
            Report.Steps++;
            _invariants.Check(server);

            // Sessions change with calls and lines; inputs and snapshots, which are most of what happens, do not touch them.
            var stir = Report.Calls + Report.Replies + Report.Events + server.Serving;
            if (stir != _stir || Report.Steps % MostStepsUnlooked == 0)
            {
                _stir = stir;
                _invariants.CheckSessions(server);
            }
        }

        return true;
    }

    private void CheckAtTheEnd()
    {
        _invariants.CheckEmpty(Server!);
        foreach (var (account, purse) in _purses)
        {
            Require(purse.IsSettled, () => $"a purchase of account {account} was never answered");
            purse.Check(_database.Wallets.Of(account));
        }
    }
}
