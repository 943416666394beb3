using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Tanks.Tests;

public sealed class TankServiceTests
{
    [Fact]
    public void What_is_asked_is_posted_to_the_seat()
    {
        var seat = new Seat();
        var service = new TankService(new Session(seat), new Inventory());
        service.Steer(9, 3f, -0.5f, 1f, true);
        service.Choose(Hull.Heavy, 7);
        service.Respawn();
        Assert.Equal([new Steer(9, 3f, -0.5f, 1f, true), new Choose(Hull.Heavy, 7), default(Respawn)], seat.Posted);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(11, false)]
    [InlineData(12, false)]
    public void A_paint_is_worn_by_who_owns_it(int paint, bool isHis)
    {
        var seat = new Seat();
        var service = new TankService(new Session(seat), new Inventory("paint-9"));
        var refused = Record.Exception(() => service.Choose(Hull.Scout, paint));
        Assert.Equal(isHis ? null : ErrorCodes.ItemRefused, (refused as RpcException)?.Code);
        Assert.Equal(isHis ? 1 : 0, seat.Posted.Count);
    }

    [Fact]
    public void Each_paint_that_is_not_free_has_a_price()
    {
        var shop = new PaintShop();
        for (var paint = -1; paint <= TankRules.Paints; paint++)
        {
            var isSold = paint is >= 8 and <= 11;
            Assert.Equal(isSold ? 400 : null, shop.PriceOf($"paint-{paint}"));
        }

        Assert.Null(shop.PriceOf("scrap"));
    }

    [Fact]
    public void Without_a_seat_each_verb_says_so()
    {
        var service = new TankService(new Session(null), new Inventory());
        Action[] verbs = [() => service.Steer(1, 0, 0, 0, false), service.Respawn, () => service.Choose(Hull.Scout, 0)];
        Assert.All(verbs, verb => Assert.Equal(ErrorCodes.JoinRoomFirst, Assert.Throws<RpcException>(verb).Code));
    }

    [Fact]
    public void Every_command_of_the_game_has_its_verb()
    {
        var commands = typeof(TankGame).GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandles<>))
            .Select(type => WireName.OfCommand("tank", type.GenericTypeArguments[0]));
        var verbs = typeof(ITankService).GetMethods().Select(method =>
            "tank." + method.GetCustomAttributes(typeof(RpcMethodAttribute), false).Cast<RpcMethodAttribute>().Single().Name);
        Assert.Equal(commands.Order(), verbs.Order());
    }

    private sealed class Session(ISeat? seat) : ICallerSession
    {
        public string Id => "session";

        public Account? Account => new(1, "Ann", IsGuest: true);

        public ISeat? Seat => seat;
    }

    private sealed class Inventory(params string[] items) : IInventory
    {
        public bool Owns(string item) => items.Contains(item);
    }

    private sealed class Seat : ISeat
    {
        public List<object> Posted { get; } = [];

        public string RoomId => "room";

        public string Game => "tank";

        public Player Player => throw new NotSupportedException("The service does not ask who sits here.");

        public void Post<TCommand>(in TCommand command)
            where TCommand : struct => Posted.Add(command);
    }
}
