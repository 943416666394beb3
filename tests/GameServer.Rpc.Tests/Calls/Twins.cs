using GameServer.Rpc;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>A method of every form, done when it returns.</summary>
public interface IAtOnce
{
    [RpcMethod("add")]
    int Add(int a, int b = 5);

    [RpcMethod("mix")]
    string Mix(string text, Mood mood, double? size = null, long big = -1, bool flag = false, Mood? other = Mood.VeryAngry);

    [RpcMethod("spot")]
    Spot Spot(Spot spot, float factor = 2);

    [RpcMethod("list")]
    IReadOnlyList<Spot>? List(int[] numbers, string? note = null);

    [RpcMethod("any")]
    object? Any(byte what);

    [RpcMethod("nothing")]
    void Nothing(uint number = 3);

    [RpcMethod("refuse")]
    int Refuse(int code, string? why);

    [RpcMethod("fail")]
    void Fail(sbyte how);

    [RpcMethod("odd")]
    Broken Odd(decimal price, DateTime? at = null);
}

/// <summary>The same methods, each returning a task.</summary>
public interface ILater
{
    [RpcMethod("add")]
    Task<int> AddAsync(int a, int b = 5);

    [RpcMethod("mix")]
    ValueTask<string> MixAsync(
        string text, Mood mood, double? size = null, long big = -1, bool flag = false, Mood? other = Mood.VeryAngry,
        CancellationToken cancellation = default);

    [RpcMethod("spot")]
    ValueTask<Spot> SpotAsync(Spot spot, float factor = 2);

    [RpcMethod("list")]
    Task<IReadOnlyList<Spot>?> ListAsync(int[] numbers, string? note = null);

    [RpcMethod("any")]
    Task<object?> AnyAsync(byte what, CancellationToken cancellation);

    [RpcMethod("nothing")]
    Task NothingAsync(uint number = 3);

    [RpcMethod("refuse")]
    Task<int> RefuseAsync(int code, string? why);

    [RpcMethod("fail")]
    ValueTask FailAsync(sbyte how);

    [RpcMethod("odd")]
    ValueTask<Broken> OddAsync(decimal price, DateTime? at = null);
}

public enum Mood
{
    Calm,
    VeryAngry,
}

public readonly record struct Spot(int X, float Y = 1.5f, string? Name = null);

/// <summary>What cannot be written.</summary>
public sealed class Broken
{
    public string Value => throw new InvalidOperationException("broken");
}

public sealed class AtOnce : IAtOnce
{
    public int Add(int a, int b) => checked(a + b);

    public string Mix(string text, Mood mood, double? size, long big, bool flag, Mood? other) =>
        FormattableString.Invariant($"{text}/{mood}/{size}/{big}/{flag}/{other}");

    public Spot Spot(Spot spot, float factor) => new(spot.X * 2, spot.Y * factor, spot.Name);

    public IReadOnlyList<Spot>? List(int[] numbers, string? note) =>
        numbers.Length == 0 ? null : [.. numbers.Select(number => new Spot(number, 0.5f, note))];

    public object? Any(byte what) => what switch { 0 => null, 1 => 1.25, 2 => "two", 3 => new Spot(3), _ => new[] { what } };

    public void Nothing(uint number)
    {
    }

    public int Refuse(int code, string? why) => throw new RpcException(code, "refused", why is null ? null : new { Why = why });

    public void Fail(sbyte how) => throw (how switch
    {
        0 => new InvalidOperationException("secret"),
        1 => new OperationCanceledException("secret"),
        2 => new AggregateException(new RpcException(4711, "inner")),
        _ => new ArgumentException("secret"),
    });

    public Broken Odd(decimal price, DateTime? at) => new();
}

/// <summary>Does what its twin does, at once or a moment later.</summary>
public sealed class Later(Delay delay) : ILater
{
    private readonly AtOnce _twin = new();

    public Task<int> AddAsync(int a, int b) => AfterAsync(() => _twin.Add(a, b));

    public ValueTask<string> MixAsync(
        string text, Mood mood, double? size, long big, bool flag, Mood? other, CancellationToken cancellation) =>
        new(AfterAsync(() => _twin.Mix(text, mood, size, big, flag, other)));

    public async ValueTask<Spot> SpotAsync(Spot spot, float factor) => await AfterAsync(() => _twin.Spot(spot, factor));

    public Task<IReadOnlyList<Spot>?> ListAsync(int[] numbers, string? note) => AfterAsync(() => _twin.List(numbers, note));

    public Task<object?> AnyAsync(byte what, CancellationToken cancellation) => AfterAsync(() => _twin.Any(what));

    public async Task NothingAsync(uint number) => await delay.PassAsync();

    // Before there is a task.
    public Task<int> RefuseAsync(int code, string? why) => Task.FromResult(_twin.Refuse(code, why));

    public async ValueTask FailAsync(sbyte how)
    {
        await delay.PassAsync();
        _twin.Fail(how);
    }

    public ValueTask<Broken> OddAsync(decimal price, DateTime? at) => ValueTask.FromResult(_twin.Odd(price, at));

    private async Task<T> AfterAsync<T>(Func<T> call)
    {
        await delay.PassAsync();
        return call();
    }
}

/// <summary>Whether methods take a while.</summary>
public sealed class Delay(bool takesAWhile)
{
    public async ValueTask PassAsync()
    {
        if (takesAWhile)
        {
            await Task.Yield();
        }
    }
}
