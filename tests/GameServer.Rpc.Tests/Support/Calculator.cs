using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Support;

/// <summary>A small service with something of everything.</summary>
public sealed class Calculator(TestCaller caller, Waits waits) : ICalculator
{
    public const string Secret = "secret-of-the-house";
    private readonly List<int> _remembered = [];

    public int Add(int a, int b) => a + b;

    public Point Scale(Point point, int factor) => new(point.X * factor, point.Y * factor);

    public float Half(float value) => value / 2;

    public string Describe(Shape shape, string? note) => $"{shape}:{note}";

    public async Task<int> LengthAsync(string text, CancellationToken cancellation)
    {
        await Task.Yield();
        return text.Length;
    }

    public void Nothing()
    {
    }

    public ValueTask<int> RefuseAsync(int code) => throw new RpcException(code, "refused", new { Why = "because" });

    public void Break() => throw new InvalidOperationException(Secret);

    public async Task BreakLaterAsync()
    {
        await Task.Yield();
        throw new ArgumentException(Secret, nameof(waits));
    }

    public object Unwritable() => new Broken();

    public Task<int> WaitAsync(int key, CancellationToken cancellation) => waits.For(key).Task.WaitAsync(cancellation);

    public void Release(int key) => waits.For(key).TrySetResult(key);

    public void Remember(int value) => _remembered.Add(value);

    public IReadOnlyList<int> Remembered() => _remembered;

    public string Fill(int length) => new('x', length);

    public string Bye()
    {
        caller.Connection.Close(CloseReason.SignedOut);
        return "bye";
    }

    public string Mine() => "mine";

    public string Seated() => "seated";

    public void SignIn() => caller.IsSignedIn = true;

    public void Sit() => caller.Seat = new TestSeat();

    public void Hidden()
    {
    }

    private sealed class Broken
    {
        public string Value => throw new InvalidOperationException(Secret);
    }
}
