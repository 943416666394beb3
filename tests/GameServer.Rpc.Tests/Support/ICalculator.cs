using GameServer.Rpc;

namespace GameServer.Rpc.Tests.Support;

public enum Shape
{
    Circle,
    BigSquare,
}

public sealed record Point(int X, int Y = 7);

public interface ICalculator
{
    [RpcMethod("add")]
    int Add(int a, int b);

    [RpcMethod("scale")]
    Point Scale(Point point, int factor = 2);

    [RpcMethod("half")]
    float Half(float value);

    [RpcMethod("describe")]
    string Describe(Shape shape, string? note = null);

    [RpcMethod("length")]
    Task<int> LengthAsync(string text, CancellationToken cancellation);

    [RpcMethod("nothing")]
    void Nothing();

    [RpcMethod("refuse")]
    ValueTask<int> RefuseAsync(int code);

    [RpcMethod("break")]
    void Break();

    [RpcMethod("breakLater")]
    Task BreakLaterAsync();

    [RpcMethod("unwritable")]
    object Unwritable();

    [RpcMethod("wait")]
    Task<int> WaitAsync(int key, CancellationToken cancellation);

    [RpcMethod("release")]
    void Release(int key);

    [RpcMethod("remember")]
    void Remember(int value);

    [RpcMethod("remembered")]
    IReadOnlyList<int> Remembered();

    [RpcMethod("fill")]
    string Fill(int length);

    [RpcMethod("bye")]
    string Bye();

    [RpcMethod("mine"), RequiresSignIn]
    string Mine();

    [RpcMethod("seated"), RequiresSeat]
    string Seated();

    [RpcMethod("signIn")]
    void SignIn();

    [RpcMethod("sit")]
    void Sit();

    void Hidden();
}
