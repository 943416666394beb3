using System.Collections;
using System.Text.Json;
using GameServer.Games;
using GameServer.Rpc.Dispatch;

namespace GameServer.Rpc.Tests;

/// <summary>Every mistake in what is put on the wire is told when the program starts, with type and member.</summary>
public sealed class MethodRulesTests
{
    private const string Constructor =
        "has no constructor that can be used: it must be a class or struct with one public constructor, each of whose parameters has the name and type of a public property";

    private const string Name = "each part between dots is a letter, then letters, digits, _ and -";

    public interface ICallback;

    public interface INone
    {
        void Go();
    }

    public interface IOverloaded
    {
        [RpcMethod("go")]
        void Go(int value);

        [RpcMethod("go")]
        void Go(string value);
    }

    public interface ICase
    {
        [RpcMethod("goOn")]
        void GoOn();

        [RpcMethod("goon")]
        void Goon();
    }

    public interface IArguments
    {
        [RpcMethod("a")]
        void Out(out int value);

        [RpcMethod("b")]
        void In(in int value);

        [RpcMethod("c")]
        void Span(ReadOnlySpan<char> value);

        [RpcMethod("d")]
        unsafe void Pointer(int* value);

        [RpcMethod("e")]
        void Interface(ICallback value);

        [RpcMethod("f")]
        void Delegate(Action value);

        [RpcMethod("g")]
        void Hidden(Hidden value);

        [RpcMethod("h")]
        void Several(Several value);

        [RpcMethod("i")]
        void Odd(Odd value);

        [RpcMethod("j")]
        void Deep(List<Dictionary<string, Holder[]>> value);

        [RpcMethod("k")]
        void Loose(IEnumerable value);

        [RpcMethod("l")]
        void Tokens(CancellationToken first, CancellationToken second);

        [RpcMethod("m")]
        void Stream(Stream value);

        [RpcMethod("n")]
        void Json(JsonElement value);

        [RpcMethod("o")]
        void Grid(int[,] value);

        [RpcMethod("p")]
        void Keys(Dictionary<Holder, int> value);

        [RpcMethod("q")]
        void Twins(int Value, int value);

        [RpcMethod("r")]
        void Sequence(Sequence value);

        [RpcMethod("s")]
        void Progress(IProgress<int> value);
    }

    public interface IResults
    {
        [RpcMethod("a")]
        Task<Task> Twice();

        [RpcMethod("b")]
        Task<Task<int>> TwiceWithResult();

        [RpcMethod("c")]
        IAsyncEnumerable<int> Stream();

        [RpcMethod("d")]
        Task<IAsyncEnumerable<int>> StreamLater();

        [RpcMethod("e")]
        ref int Reference();

        [RpcMethod("f")]
        Func<int> Delegate();

        [RpcMethod("g")]
        Task<Stream> File();

        [RpcMethod("h")]
        Holder Nested();

        [RpcMethod("i")]
        ReadOnlySpan<byte> Span();

        [RpcMethod("j")]
        Type Type();

        [RpcMethod("k")]
        IEnumerator<int> Enumerator();

        [RpcMethod("l")]
        ArrayList Loose();

        [RpcMethod("m")]
        nint Native();

        [RpcMethod("n")]
        ValueTask<CancellationToken> Token();
    }

    public interface INames
    {
        [RpcMethod("")]
        void Empty();

        [RpcMethod("go on")]
        void Space();

        [RpcMethod("größe")]
        void Umlaut();

        [RpcMethod("a..b")]
        void Dots();

        [RpcMethod("1st")]
        void Digit();
    }

    public interface IAsyncVoid
    {
        [RpcMethod("go")]
        void Go();
    }

    public interface IStatic
    {
        [RpcMethod("go")]
        static void Go()
        {
        }
    }

    /// <summary>What both formats take.</summary>
    public interface IFine
    {
        [RpcMethod("a")]
        Task<IReadOnlyList<Plain>> List(Plain one, int? two, string[] three, Dictionary<string, int> four, IReadOnlyList<Plain> five, CancellationToken lost);

        [RpcMethod("b")]
        object? Anything(IEnumerable<int> values, Guid id, DayOfWeek day, byte[] bytes, HashSet<string> names);

        [RpcMethod("c")]
        ValueTask<(int X, int Y)> Pair((int X, int Y) value, DateTimeOffset at, Node tree, Settable settable);

        [RpcMethod("d")]
        IEnumerable<ICallback> Interfaces();
    }

    public static TheoryData<Type, string, string> Wrong => new()
    {
        { typeof(INone), "", "INone has no method with [RpcMethod], so that nothing of INone can be called; mark those in the interface that clients may call." },
        { typeof(IOverloaded), "", "IOverloaded.Go(Int32) and IOverloaded.Go(String) are both called x.go on the wire; give one another name." },
        { typeof(ICase), "", "ICase.GoOn() and ICase.Goon() are called x.goOn and x.goon on the wire, which differ in case only; give one another name." },
        { typeof(IArguments), nameof(IArguments.Out), "its parameter value is by reference" },
        { typeof(IArguments), nameof(IArguments.In), "its parameter value is by reference" },
        { typeof(IArguments), nameof(IArguments.Span), "its parameter value cannot be read: ReadOnlySpan<Char> cannot travel" },
        { typeof(IArguments), nameof(IArguments.Pointer), "its parameter value cannot be read: Int32* cannot travel" },
        { typeof(IArguments), nameof(IArguments.Interface), $"its parameter value cannot be read: ICallback {Constructor}" },
        { typeof(IArguments), nameof(IArguments.Delegate), "its parameter value cannot be read: Action cannot travel" },
        { typeof(IArguments), nameof(IArguments.Hidden), $"its parameter value cannot be read: Hidden {Constructor}" },
        { typeof(IArguments), nameof(IArguments.Several), $"its parameter value cannot be read: Several {Constructor}" },
        { typeof(IArguments), nameof(IArguments.Odd), $"its parameter value cannot be read: Odd {Constructor}" },
        { typeof(IArguments), nameof(IArguments.Deep), "its parameter value cannot be read: Holder.Act: Action cannot travel" },
        { typeof(IArguments), nameof(IArguments.Loose), "its parameter value cannot be read: IEnumerable does not say what its elements are" },
        { typeof(IArguments), nameof(IArguments.Tokens), "its cancellation token must come last, and there can be one" },
        { typeof(IArguments), nameof(IArguments.Stream), "its parameter value cannot be read: Stream cannot travel" },
        { typeof(IArguments), nameof(IArguments.Json), "its parameter value cannot be read: JsonElement cannot travel" },
        { typeof(IArguments), nameof(IArguments.Grid), "its parameter value cannot be read: Int32[,] has more than one dimension; take an array of arrays" },
        { typeof(IArguments), nameof(IArguments.Keys), "its parameter value cannot be read: Holder cannot be the key of an object" },
        { typeof(IArguments), nameof(IArguments.Twins), "its parameters Value and value are both called value there" },
        { typeof(IArguments), nameof(IArguments.Sequence), "its parameter value cannot be read: Sequence can be written and not read; take an array or a List" },
        { typeof(IArguments), nameof(IArguments.Progress), $"its parameter value cannot be read: IProgress<Int32> {Constructor}" },
        { typeof(IResults), nameof(IResults.Twice), "it returns Task<Task>; what is awaited must be one Task or ValueTask" },
        { typeof(IResults), nameof(IResults.TwiceWithResult), "it returns Task<Task<Int32>>; what is awaited must be one Task or ValueTask" },
        { typeof(IResults), nameof(IResults.Stream), "it returns IAsyncEnumerable<Int32>, which is not supported; return a list" },
        { typeof(IResults), nameof(IResults.StreamLater), "it returns IAsyncEnumerable<Int32>, which is not supported; return a list" },
        { typeof(IResults), nameof(IResults.Reference), "it returns a reference; return a value" },
        { typeof(IResults), nameof(IResults.Delegate), "its result cannot be written: Func<Int32> cannot travel" },
        { typeof(IResults), nameof(IResults.File), "its result cannot be written: Stream cannot travel" },
        { typeof(IResults), nameof(IResults.Nested), "its result cannot be written: Holder.Act: Action cannot travel" },
        { typeof(IResults), nameof(IResults.Span), "its result cannot be written: ReadOnlySpan<Byte> cannot travel" },
        { typeof(IResults), nameof(IResults.Type), "its result cannot be written: Type cannot travel" },
        { typeof(IResults), nameof(IResults.Enumerator), "its result cannot be written: IEnumerator<Int32> cannot travel" },
        { typeof(IResults), nameof(IResults.Loose), "its result cannot be written: ArrayList does not say what its elements are" },
        { typeof(IResults), nameof(IResults.Native), "its result cannot be written: IntPtr cannot travel" },
        { typeof(IResults), nameof(IResults.Token), "its result cannot be written: CancellationToken cannot travel" },
        { typeof(INames), nameof(INames.Empty), $"'x.' is no name for it: {Name}" },
        { typeof(INames), nameof(INames.Space), $"'x.go on' is no name for it: {Name}" },
        { typeof(INames), nameof(INames.Umlaut), $"'x.größe' is no name for it: {Name}" },
        { typeof(INames), nameof(INames.Dots), $"'x.a..b' is no name for it: {Name}" },
        { typeof(INames), nameof(INames.Digit), $"'x.1st' is no name for it: {Name}" },
        { typeof(IAsyncVoid), nameof(IAsyncVoid.Go), "AsyncVoid implements it as async void; return a Task" },
        { typeof(IStatic), nameof(IStatic.Go), "it is static" },
    };

    public static TheoryData<Type, string> WrongCommands => new()
    {
        { typeof(Unmarked), "Unmarked cannot be a command: it lacks [Command]; add it to the struct." },
        { typeof(Fields), "Fields cannot be a command: no constructor sets Fields.X, so that no call can; make it a record struct with X as a parameter." },
        { typeof(Two), "Two cannot be a command: two of its constructors take 1 arguments; leave one public." },
        { typeof(Calls), "Calls cannot be a command: its parameter Back cannot be read: Action cannot travel." },
        { typeof(Foreign), "Foreign cannot be a command: it is an IInput<Right>; it must be an IInput<Foreign>." },
        { typeof(Spaced), "Spaced cannot be a command: 'game.go on' is no name for it: " + Name + "." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_mistake_in_a_service_is_told_with_type_and_member(Type face, string member, string problem)
    {
        var error = Assert.Throws<DeclarationException>(() => Build(face));
        Assert.Contains(member.Length == 0 ? problem : $"{face.Name}.{member} cannot be on the wire: {problem}.", error.Problems);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var error = Assert.Throws<DeclarationException>(() => Build(typeof(IArguments), typeof(IResults), typeof(INames)));
        Assert.Equal(typeof(IArguments).GetMethods().Length + typeof(IResults).GetMethods().Length + typeof(INames).GetMethods().Length, error.Problems.Count);
        Assert.All(error.Problems, problem => Assert.EndsWith(".", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void What_both_formats_take_is_taken() => Assert.NotNull(Build(typeof(IFine)).Find("x.a"u8));

    [Theory, MemberData(nameof(WrongCommands))]
    public void A_mistake_in_a_command_is_told_with_its_type(Type command, string problem) =>
        Assert.Equal(problem, Assert.Throws<DeclarationException>(() => new MethodTable([], [new(command, WireName.OfCommand("game", command))])).Message);

    [Fact]
    public void Two_commands_of_one_name_are_refused_and_a_method_takes_the_place_of_one()
    {
        var twice = Assert.Throws<DeclarationException>(() => new MethodTable([], [new(typeof(Right), "x.go"), new(typeof(Other), "x.go")]));
        Assert.Equal("Right and Other are both called x.go on the wire; give one another name.", twice.Message);
        var cased = Assert.Throws<DeclarationException>(() => new MethodTable([Register(typeof(IAsyncVoid), typeof(Sync))], [new(typeof(Right), "x.Go")]));
        Assert.Equal("IAsyncVoid.Go() and Right are called x.go and x.Go on the wire, which differ in case only; give one another name.", cased.Message);

        var table = new MethodTable([Register(typeof(IAsyncVoid), typeof(Sync))], [new(typeof(Right), "x.go")]);
        Assert.IsType<ServiceMethod>(table.Find("x.go"u8));
    }

    [Fact]
    public void Names_that_begin_with_rpc_are_not_ours() => Assert.Equal(
        "IAsyncVoid.Go cannot be on the wire: names that begin with rpc. are JSON-RPC's own, and it is called rpc.go.",
        Assert.Throws<DeclarationException>(() => new MethodTable([new(typeof(IAsyncVoid), typeof(Sync), "rpc")], [])).Message);

    [Fact]
    public void A_name_longer_than_the_gate_reads_is_refused() => Assert.StartsWith(
        "IAsyncVoid.Go cannot be on the wire: its name ",
        Assert.Throws<DeclarationException>(() => new MethodTable([new(typeof(IAsyncVoid), typeof(Sync), new string('x', 130))], [])).Message,
        StringComparison.Ordinal);

    private static MethodTable Build(params Type[] faces) => new(
        // Nothing is called, so that an interface may stand for the class that has it.
        faces.Select(face => Register(face, face == typeof(IAsyncVoid) ? typeof(AsyncVoid) : face)), []);

    private static ServiceRegistration Register(Type face, Type service) => new(face, service, "x");

    public sealed record Plain(int Number, string? Text);

    public sealed record Node(Node[] Children);

    public sealed class Settable
    {
        public int Number { get; set; }
    }

    public sealed record Holder(Action Act);

    public sealed class Hidden
    {
        private Hidden()
        {
        }
    }

    public sealed class Several
    {
        public Several(int number) => Number = number;

        public Several(int number, int other) => Number = number + other;

        public int Number { get; }
    }

    public sealed class Odd
    {
        public Odd(int other) => Number = other;

        public int Number { get; }
    }

    public sealed class Sequence(int count) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public readonly record struct Unmarked(int X);

    [Command]
    public struct Fields
    {
        public int X;
    }

    [Command]
    public readonly struct Two
    {
        public Two(int x) => X = x;

        public Two(string x) => X = x.Length;

        public int X { get; }
    }

    [Command]
    public readonly record struct Calls(Action Back);

    [Command]
    public readonly record struct Right(int Seq) : IInput<Right>
    {
        public static Right Merge(in Right older, in Right newer) => newer;
    }

    [Command]
    public readonly record struct Other;

    [Command]
    public readonly record struct Foreign(int Seq) : IInput<Right>
    {
        public static Right Merge(in Right older, in Right newer) => newer;
    }

    [Command("go on")]
    public readonly record struct Spaced;

    private sealed class Sync : IAsyncVoid
    {
        public void Go()
        {
        }
    }

    private sealed class AsyncVoid : IAsyncVoid
    {
        public async void Go() => await Task.Yield();
    }
}
