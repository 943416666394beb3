using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Tanks.Tests;

public sealed class TankServiceTests
{
    [Fact]
    public void Steering_is_put_into_range_and_posted_to_the_seat()
    {
        var seat = new Seat();
        new TankService(new Session(seat)).Steer(9, 3f, -0.5f, MathF.Tau + 1f, true);
        var steer = Assert.IsType<Steer>(Assert.Single(seat.Posted));
        Assert.Equal((9, 1f, -0.5f, true), (steer.Seq, steer.Throttle, steer.Turn, steer.Fire));
        Assert.Equal(1f, steer.Aim, 0.0001);
    }

    [Fact]
    public void Choosing_and_respawning_are_posted_to_the_seat()
    {
        var seat = new Seat();
        var service = new TankService(new Session(seat));
        service.Choose(Hull.Heavy, 40);
        service.Respawn();
        Assert.Equal([new Choose(Hull.Heavy, 11), default(Respawn)], seat.Posted);
    }

    [Fact]
    public void Without_a_seat_each_verb_says_so()
    {
        var service = new TankService(new Session(null));
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

    private sealed class Session(ISeat? seat) : ISession
    {
        public string Id => "session";

        public Account? Account => new(1, "Ann", IsGuest: true);

        public ISeat? Seat => seat;
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
