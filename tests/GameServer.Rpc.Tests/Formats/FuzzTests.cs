using CsCheck;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>
/// Messages with bytes changed, cut out, doubled and put in: nothing but an outcome comes out of the parsers, and no
/// exception. <c>FUZZ</c> in the environment sets how many.
/// </summary>
public abstract class FuzzTests(WireFormat format)
{
    private static readonly long Inputs =
        long.TryParse(Environment.GetEnvironmentVariable("FUZZ"), out var inputs) ? inputs : 20_000;

    private static readonly MethodTable Methods = new(
        [new ServiceRegistration(typeof(ITargets), typeof(Targets), "t"), new ServiceRegistration(typeof(ICalculator), typeof(Calculator), "calc")],
        [new CommandRegistration(typeof(Turn), "t.turn")]);

    private static readonly string[] Corpus =
    [
        """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""",
        """{"jsonrpc":"2.0","id":1.5,"method":"calc.scale","params":{"point":{"x":1,"y":-2},"factor":3}}""",
        """{"jsonrpc":"2.0","method":"calc.describe","params":["bigSquare","nöte"]}""",
        """{"jsonrpc":"2.0","id":"a\n","method":"t.turn","params":{"direction":-1,"speed":1.25}}""",
        """{"jsonrpc":"2.0","id":null,"method":"t.take","params":[{"numbers":[1,2],"names":["a"],"pairs":[{"left":1,"right":2.5}],"scores":{"a":1},"set":[1],"flags":[true],"moods":["calm"],"none":null}]}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.times","params":[{"at":"2026-01-02T03:04:05Z","utc":"2026-01-02T03:04:05Z","day":"2026-01-02","hour":"03:04:05","length":"1.02:03:04","id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}]}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.tree","params":[{"name":"a","branches":[{"name":"b","branches":[{"name":"c","branches":[]}]}]}]}""",
        """[{"jsonrpc":"2.0","id":1,"method":"calc.half","params":[0.5]},{"jsonrpc":"2.0","method":"calc.nothing"},[],1,{}]""",
    ];

    public interface ITargets
    {
        [RpcMethod("take")]
        void Take(Collections value);

        [RpcMethod("times")]
        void Times(Times value);

        [RpcMethod("tree")]
        void Tree(Tree value);
    }

    [Fact]
    public void No_change_to_a_message_gets_an_exception_out_of_the_parser()
    {
        var corpus = Corpus.Select(json => TestClient.Encode(json, format.IsText)).ToArray();
        var edits = Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Byte);
        Gen.Select(Gen.Int[0, corpus.Length - 1], Gen.Int[0, corpus.Length - 1], edits.Array[1, 6])
            .Sample((first, second, changes) => Feed(Mutate(corpus[first], corpus[second], changes)), iter: Inputs);
    }

    [Fact]
    public void No_bytes_get_an_exception_out_of_the_parser() =>
        Gen.Byte.Array[0, 64].Sample(bytes => Feed(bytes), iter: Inputs / 4);

    private static byte[] Mutate(byte[] message, byte[] other, (int Kind, double From, double Length, byte Value)[] changes)
    {
        foreach (var (kind, from, length, value) in changes)
        {
            var start = (int)(from * message.Length);
            var end = Math.Min(message.Length, start + (int)(length * 8) + 1);
            message = kind switch
            {
                0 when start < end => [.. message[..start], value, .. message[(start + 1)..]],
                1 => [.. message[..start], .. message[end..]],
                2 => [.. message[..end], .. message[start..]],
                3 => [.. message[..start], value, .. message[start..]],
                4 when start < end => [.. message[..start], (byte)(message[start] ^ (1 << (value & 7))), .. message[(start + 1)..]],
                5 => [.. message[..start], .. other[Math.Min(start, other.Length)..]],
                _ => message,
            };
        }

        return message;
    }

    private void Feed(ReadOnlyMemory<byte> message)
    {
        var envelope = format.ReadEnvelope(message.Span);
        Feed(message, envelope);
        if (envelope.Kind == EnvelopeKind.Batch)
        {
            var members = new List<Slice>();
            format.ReadBatch(message.Span, members);
            foreach (var member in members)
            {
                // What was found to parse as a whole parses in its parts.
                Assert.NotEqual(EnvelopeKind.Unreadable, format.ReadEnvelope(member.Of(message.Span)).Kind);
                Feed(member.Of(message), format.ReadEnvelope(member.Of(message.Span)));
            }
        }
    }

    private void Feed(ReadOnlyMemory<byte> message, Envelope envelope)
    {
        if (envelope.Kind != EnvelopeKind.Call)
        {
            return;
        }

        var name = new char[MethodTable.NameLength];
        var length = format.CopyText(envelope.Method.Of(message.Span), name);
        if (length >= 0 && Methods.Find(name.AsSpan(0, length)) is { } method)
        {
            var arguments = ArgumentBinder.Bind(format, method, envelope, message, out var problem);
            Assert.Equal(arguments is null, problem is not null);
        }
    }

    private sealed class Targets : ITargets
    {
        public void Take(Collections value)
        {
        }

        public void Times(Times value)
        {
        }

        public void Tree(Tree value)
        {
        }
    }
}

public sealed class JsonFuzzTests() : FuzzTests(new JsonFormat());

public sealed class MessagePackFuzzTests() : FuzzTests(new MessagePackFormat());
