using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>What a call on the spot costs in memory, from the transport's read to the service and to the reply's place.</summary>
[Collection(nameof(Fuzzing.Alone))]
public sealed class AllocationTests
{
    private const int WarmUp = 3000;
    private const int Calls = 2000;

    public enum Gear
    {
        Low,
        VeryHigh,
    }

    public interface IDriving
    {
        [RpcMethod("steer"), RequiresSeat]
        void Steer(int seq, float throttle, double aim, bool fire, Gear gear = Gear.Low, long? sent = null);

        [RpcMethod("sum")]
        long Sum(int a, long b);

        [RpcMethod("place")]
        Place Place(int seq, float x);

        [RpcMethod("ready")]
        bool Ready();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.steer","params":{"seq":58,"throttle":1,"aim":3.05,"fire":false,"gear":"veryHigh","sent":123456789012}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.steer","params":{"fire":true,"aim":-3.05e-1,"throttle":-0.25,"seq":-1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.steer","params":[58,1,3.05,false,"low",null]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.steer","params":{"seq":58.0,"throttle":1,"aim":3.05,"fire":false,"sent":1.2e3}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.turn","params":{"direction":-1,"speed":2.5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"drive.turn","params":[1]}""")]
    public async Task A_notification_allocates_nothing(string message)
    {
        foreach (var isText in new[] { true, false })
        {
            var seat = new CountingSeat();
            var line = await MeasureAsync(message, isText, seat);
            Assert.Equal(WarmUp + Calls, seat.Posted);
            Assert.Equal((0, ""), (line.Allocated, System.Text.Encoding.UTF8.GetString(line.Reply)));
        }
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":17,"method":"drive.sum","params":{"a":1,"b":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"seventeen","method":"drive.ready"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":17,"method":"drive.place","params":{"seq":58,"x":-0.125}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":17,"method":"drive.steer","params":[58,1,3.05,false]}""")]
    public async Task A_call_whose_service_allocates_nothing_is_answered_without_allocating(string message)
    {
        foreach (var isText in new[] { true, false })
        {
            var line = await MeasureAsync(message, isText, new CountingSeat());
            Assert.NotEmpty(line.Reply);

            // The outbox may find no buffer in the pool where its threads change.
            Assert.InRange(line.Allocated / (double)Calls, 0, 2);
        }
    }

    private static async Task<MeteredLine> MeasureAsync(string message, bool isText, CountingSeat seat)
    {
        using var server = new ScriptedServer(
            new ScriptedCaller(seat),
            new ServiceRegistration(typeof(IDriving), typeof(Driving), "drive"),
            new CommandRegistration(typeof(Turn), "drive.turn"),
            seat);
        var line = new MeteredLine(
            TestClient.Encode(message, isText), message.Contains("\"id\"", StringComparison.Ordinal), WarmUp, Calls);
        await server.ServeAsync(line, isText);
        return line;
    }

    public readonly record struct Place(int Seq, float X);

    public sealed class Driving(CountingSeat seat) : IDriving
    {
        public void Steer(int seq, float throttle, double aim, bool fire, Gear gear, long? sent) => seat.Post(seq);

        public long Sum(int a, long b) => a + b;

        public Place Place(int seq, float x) => new(seq, x + 1);

        public bool Ready() => true;
    }

    public sealed class CountingSeat : ISeat
    {
        public string RoomId => "r1";

        public string Game => "test";

        public Player Player => throw new NotSupportedException();

        public int Posted { get; private set; }

        public void Post<TCommand>(in TCommand command)
            where TCommand : struct => Posted++;
    }
}
