using GameServer.Games;
using GameServer.Hosting.Rooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Rooms whose clock and loops a test turns by hand.</summary>
internal sealed class TestRooms : IAwardSink, ILoggerProvider, ILogger, IDisposable
{
    private readonly ServiceProvider _provider;

    public TestRooms(Func<IServiceProvider, GameRegistration> game, Action<RoomOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(this));
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IAwardSink>(this);
        services.AddSingleton(game);
        services.AddSingleton<ILoopScheduler, ManualLoops>();
        services.AddRooms();
        services.Configure<RoomOptions>(options => options.Seed = 1);
        services.Configure(configure ?? (_ => { }));
        _provider = services.BuildServiceProvider();
        Loops = (ManualLoops)_provider.GetRequiredService<ILoopScheduler>();
        Directory = _provider.GetRequiredService<RoomDirectory>();
    }

    public FakeTimeProvider Time { get; } = new();

    public ManualLoops Loops { get; }

    public RoomDirectory Directory { get; }

    public List<(long Account, string Name, int Points)> Awards { get; } = [];

    public List<(long Account, int Coins, string Item)> Payments { get; } = [];

    public List<(EventId Id, string Line)> Lines { get; } = [];

    public IServiceProvider Services => _provider;

    public static TestRooms Of<TGame>(Action<RoomOptions>? configure = null)
        where TGame : Game => new(services => GameRegistration.Of<TGame>("test", services), configure);

    /// <summary>One room outside of any directory, to be ticked by hand.</summary>
    public Room NewRoom(int seed = 1) => new Room(
        "room", _provider.GetRequiredService<GameRegistration>(), seed, _provider.GetRequiredService<RoomServices>()).Open();

    /// <summary>Lets time pass, and every loop do what is due in it.</summary>
    public void Advance(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        while (Loops.RunDue() is { } wait && Time.GetUtcNow() + wait <= end)
        {
            Time.Advance(wait + TimeSpan.FromTicks(1));
        }

        if (end > Time.GetUtcNow())
        {
            Time.Advance(end - Time.GetUtcNow());
        }
    }

    /// <summary>Joins, and lets a step pass so that the room lets the viewer in.</summary>
    public async Task<RoomAttachment> JoinAsync(TestViewer viewer, string? room = null, string name = "Ann")
    {
        var joining = Directory.JoinAsync(null, room, viewer, name, TestContext.Current.CancellationToken);
        return await LetInAsync(viewer, joining);
    }

    public async Task<RoomAttachment> WatchAsync(TestViewer viewer, string? room = null)
    {
        var joining = Directory.WatchAsync(null, room, viewer, TestContext.Current.CancellationToken);
        return await LetInAsync(viewer, joining);
    }

    public void Award(long accountId, string name, int points) => Awards.Add((accountId, name, points));

    public void Pay(long accountId, int coins, string item) => Payments.Add((accountId, coins, item));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add((eventId, formatter(state, exception)));

    public void Dispose() => _provider.Dispose();

    private async Task<RoomAttachment> LetInAsync(TestViewer viewer, Task<RoomAttachment> entering)
    {
        Advance(TimeSpan.FromSeconds(0.1));
        var place = await entering;
        viewer.Start(place);
        return place;
    }
}
