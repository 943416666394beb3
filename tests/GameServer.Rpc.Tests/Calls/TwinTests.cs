using System.Text;
using CsCheck;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>
/// A call is answered alike whether its method is done when it returns or returns a task: the same calls, good and bad, to
/// twins get the same answers, byte for byte but for the references to the log.
/// </summary>
public sealed class TwinTests
{
    private static readonly string[] Ids = ["1", "-2.5e3", "9007199254740993", "\"\"", "\"a\\n\\u00e9\"", "null", "true", "[1]"];

    private static readonly string[] Values =
    [
        "0", "1", "-1", "2", "3", "4", "127", "-128", "128", "255", "2147483647", "2147483648", "-9223372036854775808", "18446744073709551615",
        "0.5", "-0.0", "1e2", "1.0", "1e999", "1e-400", "true", "false", "null", "\"\"", "\"calm\"", "\"veryAngry\"", "\"\\u0063alm\"", "\"Calm\"",
        "\"ünï\\t\"", "\"\\ud83d\"", "\"2026-01-02T03:04:05Z\"", "[]", "[1,2]", "[1,\"x\"]", "{}", "{\"x\":1}", "{\"x\":1,\"y\":2.5,\"name\":\"n\"}",
        "{\"x\":\"1\"}", "{\"x\":1,\"name\":null,\"more\":[{}]}", "1.25",
    ];

    private static readonly Dictionary<string, string[]> Methods = new()
    {
        ["add"] = ["a", "b"],
        ["mix"] = ["text", "mood", "size", "big", "flag", "other"],
        ["spot"] = ["spot", "factor"],
        ["list"] = ["numbers", "note"],
        ["any"] = ["what"],
        ["nothing"] = ["number"],
        ["refuse"] = ["code", "why"],
        ["fail"] = ["how"],
        ["odd"] = ["price", "at"],
        ["unknown"] = ["a"],
    };

    /// <summary>What fits, so that not every call is refused.</summary>
    private static readonly Dictionary<string, string[]> Fitting = new()
    {
        ["a"] = ["1", "2147483647"],
        ["b"] = ["2"],
        ["text"] = ["\"t\"", "\"\\u00fc\\n\""],
        ["mood"] = ["\"calm\"", "\"veryAngry\""],
        ["size"] = ["null", "0.5", "3"],
        ["big"] = ["-9223372036854775808"],
        ["flag"] = ["true"],
        ["other"] = ["null", "\"calm\""],
        ["spot"] = ["{\"x\":1}", "{\"x\":1,\"y\":2.5,\"name\":\"n\"}"],
        ["factor"] = ["0.5"],
        ["numbers"] = ["[]", "[1,2]"],
        ["note"] = ["null", "\"n\""],
        ["what"] = ["0", "1", "2", "3", "4"],
        ["number"] = ["4"],
        ["code"] = ["4711", "-1"],
        ["why"] = ["null", "\"because\""],
        ["how"] = ["0", "1", "2", "3"],
        ["price"] = ["1.25"],
        ["at"] = ["null", "\"2026-01-02T03:04:05Z\""],
    };

    [Fact]
    public void Twins_answer_alike_in_JSON() => Check(isText: true, GenMessage(GenText), takesAWhile: false);

    [Fact]
    public void Twins_answer_alike_in_MessagePack() => Check(isText: false, GenMessage(GenCall), takesAWhile: false);

    [Fact]
    public void Whoever_takes_a_while_answers_alike_but_for_the_order() => Check(isText: true, GenCall, takesAWhile: true);

    private static Gen<string> GenCall =>
        from method in OneOf([.. Methods.Keys])
        from arguments in GenArguments(method)
        from id in Gen.Frequency((4, OneOf(Ids)), (1, Gen.Const("")))
        from version in Gen.Frequency((30, Gen.Const("\"2.0\"")), (1, OneOf("\"1.0\"", "2", "\"2\\u002e0\"")))
        from order in Gen.Shuffle(new[] { $"\"jsonrpc\":{version}", id.Length == 0 ? "\"x\":0" : $"\"id\":{id}", $"\"method\":\"#.{method}\"", arguments })
        select $"{{{string.Join(',', order)}}}";

    private static Gen<string> GenText => Gen.Frequency((20, GenCall), (1, from call in GenCall from length in Gen.Int[0, call.Length] select call[..length]));

    private static Gen<string> GenMessage(Gen<string> call) => Gen.Frequency(
        (6, call), (1, from calls in call.Array[0, 5] select $"[{string.Join(',', calls)}]"));

    private static Gen<string> GenArguments(string method)
    {
        var names = Methods[method];
        var value = OneOf(Values);
        var fitting = Gen.Int[0, 100].Array[names.Length].Select(
            choices => names.Zip(choices, (name, choice) => Fitting[name][choice % Fitting[name].Length]).ToArray());
        var named =
            from values in fitting
            from count in Gen.Int[0, names.Length]
            from pairs in Gen.Shuffle(names.Zip(values, (name, one) => $"\"{name}\":{one}").ToArray())
            select $"\"params\":{{{string.Join(',', pairs.Take(Math.Max(count, names.Length - 1)))}}}";
        var placed = from values in fitting select $"\"params\":[{string.Join(',', values)}]";
        var wrong = from values in value.Array[0, names.Length + 1] select $"\"params\":[{string.Join(',', values)}]";
        var wrongNamed =
            from keys in OneOf([.. names, "unknown", "\\u0061", "\\ud800", new string('a', 50)]).Array[0, names.Length + 1]
            from values in value.Array[keys.Length]
            select $"\"params\":{{{string.Join(',', keys.Zip(values, (key, one) => $"\"{key}\":{one}"))}}}";
        return Gen.Frequency((4, named), (3, placed), (3, wrong), (3, wrongNamed), (1, value.Select(one => $"\"params\":{one}")), (1, Gen.Const("\"y\":1")));
    }

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(choice => choices[choice]);

    private static void Check(bool isText, Gen<string> message, bool takesAWhile)
    {
        List<object?> heard = [];
        using var server = new ScriptedServer(
            new ScriptedCaller { Heard = result => { lock (heard) { heard.Add(result); } } },
            new ServiceRegistration(typeof(IAtOnce), typeof(AtOnce), "now"),
            new ServiceRegistration(typeof(ILater), typeof(Later), "two"),
            new Delay(takesAWhile));
        message.Array[1, 12].Sample(messages =>
        {
            var (atOnce, heardAtOnce) = Answers(messages, "now", 0);
            var (later, heardLater) = Answers(messages, "two", takesAWhile ? atOnce.Length : 0);
            Assert.Equal(atOnce, later);
            if (!takesAWhile)
            {
                // Of a notification that takes a while nobody hears when the line has ended before.
                Assert.Equal(heardAtOnce, heardLater);
            }
        }, iter: 200, threads: 1);

        (string[] Answers, string[] Heard) Answers(string[] messages, string prefix, int awaited)
        {
            heard.Clear();
            var line = new ScriptedLine(
                [.. messages.Select(one => Encode(one.Replace("#", prefix, StringComparison.Ordinal), isText))], awaited);
            server.ServeAsync(line, isText).GetAwaiter().GetResult();
            var answers = line.Answers.Select(answer => Mask(answer));
            var told = heard.Select(result => result switch
            {
                null => "null",
                System.Collections.IEnumerable and not string => string.Join(',', ((System.Collections.IEnumerable)result).Cast<object>()),
                _ => FormattableString.Invariant($"{result}"),
            });
            return ([.. takesAWhile ? answers.Order(StringComparer.Ordinal) : answers], [.. told]);
        }
    }

    private static byte[] Encode(string message, bool isText) =>
        isText ? Encoding.UTF8.GetBytes(message) : TestClient.Encode(message, isText);

    /// <summary>An answer as text of its bytes, one character each, without the reference to the log.</summary>
    private static string Mask(byte[] answer)
    {
        var text = Encoding.Latin1.GetString(answer);
        const string Key = "reference";
        for (var found = text.IndexOf(Key, StringComparison.Ordinal); found >= 0; found = text.IndexOf(Key, found + 1, StringComparison.Ordinal))
        {
            var start = text.IndexOfAny([.. "0123456789abcdef"], found + Key.Length);
            text = string.Concat(text.AsSpan(0, start), new string('#', 12), text.AsSpan(start + 12));
        }

        return text;
    }
}
