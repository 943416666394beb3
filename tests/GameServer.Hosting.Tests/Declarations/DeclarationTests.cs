using GameServer.Games;
using GameServer.Hosting.Declarations;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Tests.Declarations;

/// <summary>A mistake of a game's or a service's developer stops the start and is told with type and member.</summary>
public sealed class DeclarationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly Dictionary<string, (Action<GameServerBuilder> Add, string Problem)> Mistakes = new()
    {
        ["two games of one name"] = (server => server.AddGame<TallyGame>("one").AddGame<SecondGame>("one"), "TallyGame and SecondGame are both added as the game one; give one another name."),
        ["two games that differ in case"] = (server => server.AddGame<TallyGame>("theOne").AddGame<SecondGame>("theone"), "TallyGame as theOne and SecondGame as theone are added as games whose names differ in case only; give one another name."),
        ["a game of a built-in name"] = (server => server.AddGame<TallyGame>("room"), "TallyGame is added as the game room, which is the prefix of a built-in service; give it another name."),
        ["an abstract game"] = (server => server.AddGame<AbstractGame>("one"), "AbstractGame is added as a game and is abstract; add a class that can be made."),
        ["a hidden constructor"] = (server => server.AddGame<HiddenGame>("one"), "HiddenGame has no public constructor; give it one, whose arguments the container has."),
        ["a constructor's argument"] = (server => server.AddGame<AskingGame>("one"), "AskingGame's constructor asks for Absent what, which the container does not have; register it in Services, or give the parameter a default."),
        ["an argument's argument"] = (server => Register(server, services => services.AddSingleton<Needy>()).AddGame<DeepGame>("one"), "Needy's constructor asks for Absent what, which the container does not have; register it in Services, or give the parameter a default."),
        ["a connection's argument"] = (server => server.AddGame<CaptiveGame>("one"), "CaptiveGame's constructor asks for CallerSession session, which lives as long as one connection, and CaptiveGame lives longer; ask for it in a service."),
        ["a constructor that throws"] = (server => server.AddGame<ThrowingGame>("one"), "ThrowingGame cannot be made: its constructor threw FormatException: no such arena"),
        ["a static constructor that throws"] = (server => server.AddGame<StaticGame>("one"), "StaticGame cannot be made: its constructor threw FormatException: The input string 'no such table' was not in a correct format."),
        ["a constructor that tells"] = (server => server.AddGame<EarlyGame>("one"), "EarlyGame cannot be made: its constructor threw InvalidOperationException: A game has no room before Start."),
        ["a rate of none"] = (server => server.AddGame<RateGame<Zero>>("one"), "RateGame`1.TickRate is 0; it must be from 1 to 120."),
        ["a rate below none"] = (server => server.AddGame<RateGame<Minus>>("one"), "RateGame`1.TickRate is -5; it must be from 1 to 120."),
        ["a rate too high"] = (server => server.AddGame<RateGame<Thousand>>("one"), "RateGame`1.TickRate is 1000; it must be from 1 to 120."),
        ["players of none"] = (server => server.AddGame<SeatGame<Zero>>("one"), "SeatGame`1.MaxPlayers is 0; it must be from 1 to 10000."),
        ["players too many"] = (server => server.AddGame<SeatGame<Million>>("one"), "SeatGame`1.MaxPlayers is 1000000; it must be from 1 to 10000."),
        ["a rate that throws"] = (server => server.AddGame<LostGame>("one"), "LostGame.TickRate threw InvalidOperationException: no rate"),
        ["a kind that cannot travel"] = (server => server.AddGame<EntityGame>("one"), "Heavy.Weight: Double cannot travel; make it a float with [Quantized(step)], or internal, so that it stays here."),
        ["a command without its attribute"] = (server => server.AddGame<BareCommandGame>("one"), "Bare cannot be a command: it lacks [Command]; add it to the struct."),
        ["two commands of one name"] = (server => server.AddGame<TwinGame>("one"), "First and Second are both called one.go on the wire; give one another name."),
        ["an event without its attribute"] = (server => server.AddGame<EarlyGame>("one"), "Untold is told by Emit in EarlyGame but lacks [Event]; add it to the struct."),
        ["an event that cannot be written"] = (server => server.AddGame<EarlyGame>("one"), "Called cannot be an event: Called.Back: Action cannot travel."),
        ["two events of one name"] = (server => server.AddGame<EchoGame>("one"), "Heard and HeardAgain are both called one.heard on the wire; give one another name by [Event(\"name\")]."),
        ["an event of the server's own name"] = (server => server.AddGame<EchoGame>("one"), "Closing is called room.closed on the wire; events that begin with room. are the server's own: give it another name by [Event(\"name\")]."),
        ["an event of no name"] = (server => server.AddGame<EchoGame>("one"), "Odd is called 'one.o d d' on the wire; each part between dots is a letter, then letters, digits, _ and -."),
        ["a service's argument"] = (server => server.AddService<IHello, AskingService>("hello"), "AskingService's constructor asks for Absent what, which the container does not have; register it in Services, or give the parameter a default."),
        ["an abstract service"] = (server => server.AddService<IHello, AbstractService>("hello"), "AbstractService is added as a service and is abstract; add a class that can be made."),
        ["a service twice"] = (server => server.AddService<IHello, Hello>("hello").AddService<IHello, Hello>("hello"), "IHello.Say() and IHello.Say() are both called hello.say on the wire; give one another name."),
        ["a service without methods"] = (server => server.AddService<IMute, Hello>("hello"), "IMute has no method with [RpcMethod], so that nothing of Hello can be called; mark those in the interface that clients may call."),
        ["a price list's argument"] = (server => server.AddItems<AskingItems>(), "AskingItems's constructor asks for Absent what, which the container does not have; register it in Services, or give the parameter a default."),
        ["a price list twice"] = (server => server.AddItems<Items>().AddItems<Items>(), "Items is added 2 times by AddItems; add it once."),
        ["a price list that throws"] = (server => server.AddItems<ThrowingItems>(), "A IItemCatalogue cannot be made: FormatException: no prices"),
        ["a filter twice"] = (server => server.AddNameFilter<Filter>().AddNameFilter<Filter>(), "Filter is added 2 times by AddNameFilter; add it once."),
        ["a section twice"] = (server => server.AddOptions<Absent>("Mine", static (_, _) => { }).AddOptions<Other>("Mine", static (_, _) => { }), "The section Mine is bound to Absent and Other; call AddOptions once for a section."),
        ["options twice"] = (server => server.AddOptions<Absent>("Mine", static (_, _) => { }).AddOptions<Absent>("Other", static (_, _) => { }), "Absent is bound to the sections Mine and Other; call AddOptions once for a type."),
    };

    public static TheoryData<string> Kinds => [.. Mistakes.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_mistake_stops_the_start_and_is_told_with_type_and_member(string kind)
    {
        var (add, problem) = Mistakes[kind];
        var error = await Assert.ThrowsAsync<DeclarationException>(() => StartAsync(add));
        Assert.Contains(problem, error.Problems);
        Assert.DoesNotContain(error.Problems, line => line.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mistakes_are_told_together()
    {
        var error = await Assert.ThrowsAsync<DeclarationException>(() => StartAsync(server => server
            .AddGame<ThrowingGame>("one").AddGame<RateGame<Zero>>("two").AddGame<EntityGame>("three")));
        Assert.Equal(3, error.Problems.Count);
    }

    [Fact]
    public async Task Of_a_game_that_is_right_one_is_made_at_the_start_and_none_is_started()
    {
        await using var app = await StartAsync(server => Register(server, services => services.AddSingleton<Count>()).AddGame<CountedGame>("one"));
        Assert.Equal((1, 0), (app.Services.GetRequiredService<Count>().Made, app.Services.GetRequiredService<Count>().Started));
    }

    [Fact]
    public void The_events_that_a_game_tells_are_found()
    {
        Assert.Equal([typeof(Scored)], EmittedEvents.Of(typeof(TallyGame)));
        Assert.Equal(["Died"], EmittedEvents.Of(typeof(Snake.SnakeGame)).Select(static told => told.Name));
    }

    private static GameServerBuilder Register(GameServerBuilder server, Action<IServiceCollection> add)
    {
        add(server.Services);
        return server;
    }

    private async Task<WebApplication> StartAsync(Action<GameServerBuilder> add)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Logging.ClearProviders();
        add(builder.AddGameServer());
        var app = builder.Build();
        try
        {
            app.MapGameServer();
            await app.StartAsync(Cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public sealed class Absent;

    public sealed class Other;

    public sealed class Needy(Absent what)
    {
        public Absent What => what;
    }

    public interface IHello
    {
        [RpcMethod("say")]
        string Say();
    }

    public interface IMute;

    public class Hello : IHello, IMute
    {
        public string Say() => "hello";
    }

    public abstract class AbstractService : Hello;

    public sealed class AskingService(Absent what) : Hello
    {
        public Absent What => what;
    }

    public sealed class Items : IItemCatalogue
    {
        public int? PriceOf(string item) => null;
    }

    public sealed class AskingItems(Absent what) : IItemCatalogue
    {
        public int? PriceOf(string item) => what.GetHashCode();
    }

    public sealed class ThrowingItems : IItemCatalogue
    {
        public ThrowingItems() => throw new FormatException("no prices");

        public int? PriceOf(string item) => null;
    }

    public sealed class Filter : INameFilter
    {
        public bool Allows(string name) => true;
    }

    public class SecondGame : Game
    {
        protected override void Join(Player player)
        {
        }

        protected override void Step(in Tick tick)
        {
        }
    }

    public abstract class AbstractGame : SecondGame;

    public sealed class HiddenGame : SecondGame
    {
        private HiddenGame()
        {
        }
    }

    public sealed class AskingGame(Absent what) : SecondGame
    {
        public Absent What => what;
    }

    public sealed class DeepGame(Needy needy) : SecondGame
    {
        public Needy Needy => needy;
    }

    public sealed class CaptiveGame(CallerSession session) : SecondGame
    {
        public CallerSession Session => session;
    }

    public sealed class ThrowingGame : SecondGame
    {
        public ThrowingGame() => throw new FormatException("no such arena");
    }

    public sealed class StaticGame : SecondGame
    {
        private static readonly int Table = int.Parse("no such table", System.Globalization.CultureInfo.InvariantCulture);

        public override int MaxPlayers => Table;

        public StaticGame() => _ = Table;
    }

    public struct Untold;

    [Event]
    public record struct Called(Action Back);

    public sealed class EarlyGame : SecondGame
    {
        public EarlyGame() => Emit(new Untold());

        public void Call() => Emit(new Called(static () => { }));
    }

    [Event]
    public record struct Heard;

    [Event("heard")]
    public record struct HeardAgain;

    [Event("room.closed")]
    public record struct Closing;

    [Event("o d d")]
    public record struct Odd;

    public sealed class EchoGame : SecondGame
    {
        public void Echo(Player player)
        {
            Emit(default(Heard));
            Action later = () => Emit(default(HeardAgain), player);
            later();
            Emit(default(Closing));
            Emit(default(Odd));
        }
    }

    public interface INumber
    {
        static abstract int Value { get; }
    }

    public sealed class Zero : INumber
    {
        public static int Value => 0;
    }

    public sealed class Minus : INumber
    {
        public static int Value => -5;
    }

    public sealed class Thousand : INumber
    {
        public static int Value => 1000;
    }

    public sealed class Million : INumber
    {
        public static int Value => 1_000_000;
    }

    public sealed class RateGame<T> : SecondGame
        where T : INumber
    {
        public override int TickRate => T.Value;
    }

    public sealed class SeatGame<T> : SecondGame
        where T : INumber
    {
        public override int MaxPlayers => T.Value;
    }

    public sealed class LostGame : SecondGame
    {
        public override int TickRate => throw new InvalidOperationException("no rate");
    }

    [Entity]
    public struct Heavy
    {
        public double Weight;
    }

    public sealed class EntityGame : SecondGame
    {
        public EntityGame() => Entities<Heavy>(5);
    }

    public struct Bare;

    public sealed class BareCommandGame : SecondGame, IHandles<Bare>
    {
        public void Apply(Player player, in Bare command)
        {
        }
    }

    [Command("go")]
    public struct First;

    [Command("go")]
    public struct Second;

    public sealed class TwinGame : SecondGame, IHandles<First>, IHandles<Second>
    {
        public void Apply(Player player, in First command)
        {
        }

        public void Apply(Player player, in Second command)
        {
        }
    }

    public sealed class Count
    {
        public int Made { get; set; }

        public int Started { get; set; }
    }

    public sealed class CountedGame : SecondGame
    {
        private readonly Count _count;

        public CountedGame(Count count)
        {
            _count = count;
            count.Made++;
        }

        protected override void Start() => _count.Started++;
    }
}
