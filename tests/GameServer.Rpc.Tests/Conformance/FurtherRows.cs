using MessagePack;

namespace GameServer.Rpc.Tests.Conformance;

/// <summary>What the specification says beside its examples, and what it leaves to whoever reads the bytes.</summary>
public static class FurtherRows
{
    public static IReadOnlyList<ConformanceRow> Rows { get; } =
    [
        .. Ids(),
        .. Envelopes(),
        .. Responses(),
        .. Parameters(),
        .. Bytes(),
    ];

    private static IEnumerable<ConformanceRow> Ids()
    {
        (string Kind, string Id)[] ids =
        [
            ("a text", "\"abc\""), ("an empty text", "\"\""), ("a text of other letters", "\"ünï-漢-😀\""), ("zero", "0"),
            ("a whole number", "7"), ("a negative number", "-7"), ("a fractional number", "1.5"), ("a negative fraction", "-0.25"),
            ("more than 53 bits", "9007199254740993"), ("the least of 64 bits", "-9223372036854775808"), ("null", "null"),
        ];
        foreach (var (kind, id) in ids)
        {
            yield return new($"id: {kind}", [Subtract(id)], [Nineteen(id)]);
            yield return new($"id: {kind}, of a call that fails", [$$"""{"jsonrpc":"2.0","method":"foobar","id":{{id}}}"""], [Error(-32601, "method not found", id)]);
        }

        yield return new("id: more than 64 bits", [Subtract("123456789012345678901234567890")], [Nineteen("123456789012345678901234567890")]) { OnlyText = true };
        foreach (var id in new[] { "10.0", "1e1", "1.0E+1", "-0.0", "1e400" })
        {
            yield return new($"id: {id}", [Subtract(id)], [Nineteen(id)]) { OnlyText = true };
        }

        yield return new("id: a float that is whole", [], [Nineteen("10")])
        {
            OnlyText = false,
            Packed = [[.. ConformanceRow.Pack(Subtract("1"))[..^1], 0xcb, 0x40, 0x24, 0, 0, 0, 0, 0, 0]],
        };
        yield return new("id: the greatest of 64 bits", [], [Nineteen("18446744073709551615")])
        {
            OnlyText = false,
            Packed = [[.. ConformanceRow.Pack(Subtract("1"))[..^1], 0xcf, .. Enumerable.Repeat((byte)0xff, 8)]],
        };
        yield return new("id: 1,000 characters", [Subtract($"\"{new string('x', 1000)}\"")], [Nineteen($"\"{new string('x', 1000)}\"")]);
        yield return new("id: true", [Subtract("true")], [Invalid("null")]);
        yield return new("id: an array", [Subtract("[1]")], [Invalid("null")]);
        yield return new("id: an object", [Subtract("{}")], [Invalid("null")]);
        yield return new(
            "id: one twice in flight",
            [
                """{"jsonrpc":"2.0","id":1,"method":"hold","params":[1]}""",
                """{"jsonrpc":"2.0","id":1,"method":"hold","params":[2]}""",
                """{"jsonrpc":"2.0","method":"release","params":[2]}""",
                """{"jsonrpc":"2.0","method":"release","params":[1]}""",
            ],
            ["""{"jsonrpc":"2.0","result":1,"id":1}""", """{"jsonrpc":"2.0","result":2,"id":1}"""]);
    }

    private static IEnumerable<ConformanceRow> Envelopes()
    {
        yield return new("no version", ["""{"method":"subtract","params":[42,23],"id":1}"""], [Invalid("1")]);
        yield return new("another version", ["""{"jsonrpc":"1.0","method":"subtract","params":[42,23],"id":1}"""], [Invalid("1")]);
        yield return new("a version that is no text", ["""{"jsonrpc":2.5,"method":"subtract","params":[42,23],"id":1}"""], [Invalid("1")]);
        yield return new("no method", ["""{"jsonrpc":"2.0","id":1}"""], [Invalid("null")]);
        yield return new("an empty method", ["""{"jsonrpc":"2.0","method":"","id":1}"""], [Error(-32601, "method not found", "1")]);
        yield return new("a method reserved for the protocol", ["""{"jsonrpc":"2.0","method":"rpc.subtract","params":[42,23],"id":1}"""], [Error(-32601, "method not found", "1")]);
        yield return new("a method in other letters", ["""{"jsonrpc":"2.0","method":"Subtract","params":[42,23],"id":1}"""], [Error(-32601, "method not found", "1")]);
        yield return new("further members", ["""{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":1,"trace":{"a":[1]}}"""], [Nineteen("1")]);
        yield return new("members in another order", ["""{"id":1,"params":[42,23],"method":"subtract","jsonrpc":"2.0"}"""], [Nineteen("1")]);
        yield return new("a member twice: id", ["""{"jsonrpc":"2.0","id":1,"id":2,"method":"subtract","params":[42,23]}"""], [Invalid("2")]);
        yield return new("a member twice: method", ["""{"jsonrpc":"2.0","id":1,"method":"subtract","method":"sum","params":[42,23]}"""], [Invalid("1")]);
        yield return new("a member twice: params", ["""{"jsonrpc":"2.0","id":1,"method":"subtract","params":[42,23],"params":[1,2]}"""], [Invalid("1")]);
        yield return new("a member twice: jsonrpc", ["""{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"method":"subtract","params":[42,23]}"""], [Invalid("1")]);
        yield return new("an empty object", ["{}"], [Invalid("null")]);
        yield return new("a number", ["1"], [Invalid("null")]);
        yield return new("a text", ["\"subtract\""], [Invalid("null")]);
        yield return new("null", ["null"], [Invalid("null")]);
        yield return new("true", ["true"], [Invalid("null")]);
        yield return new("a batch in a batch", ["[[]]"], [$"[{Invalid("null")}]"]);
        yield return new("a batch in a batch, with a call", [$"[[{Subtract("1")}]]"], [$"[{Invalid("null")}]"]);
    }

    /// <summary>The server calls nobody, so every response answers nothing: it is never answered itself.</summary>
    private static IEnumerable<ConformanceRow> Responses()
    {
        const string Failed = "{\"code\":-32600,\"message\":\"invalid request\"}";
        foreach (var id in new[] { "1", "\"a\"", "null", "1.5", "true", "[1]", "{}" })
        {
            yield return new($"response: a result, id {id}", [$$"""{"jsonrpc":"2.0","result":19,"id":{{id}}}"""], []);
            yield return new($"response: an error, id {id}", [$$"""{"jsonrpc":"2.0","error":{{Failed}},"id":{{id}}}"""], []);
        }

        (string Kind, string Response)[] responses =
        [
            ("without an id", """{"jsonrpc":"2.0","result":19}"""), ("null for a result", """{"jsonrpc":"2.0","result":null,"id":1}"""),
            ("null for an error", """{"jsonrpc":"2.0","error":null,"id":1}"""), ("a result and an error", $$"""{"result":null,"error":{{Failed}},"id":1}"""),
            ("without a version", """{"result":19,"id":1}"""), ("of another version", """{"jsonrpc":"1.0","result":19,"id":1}"""),
            ("with params", """{"jsonrpc":"2.0","params":5,"result":[],"id":1}"""), ("a result twice", """{"jsonrpc":"2.0","result":1,"result":2,"id":1}"""),
            ("an id twice", """{"jsonrpc":"2.0","id":1,"error":"no","id":2}"""), ("null for a method", """{"jsonrpc":"2.0","method":null,"result":19,"id":1}"""),
            ("the result first", """{"result":{"method":"subtract"},"id":1,"jsonrpc":"2.0"}"""),
        ];
        foreach (var (kind, response) in responses)
        {
            yield return new($"response: {kind}", [response], []);
        }

        yield return new("response: escapes in names", ["{\"jsonrpc\":\"2.0\",\"re\\u0073ult\":19,\"id\":1}", "{\"jsonrpc\":\"2.0\",\"err\\u006fr\":19,\"id\":1}"], []) { OnlyText = true };
        var (result, error) = (responses[0].Response, $$"""{"jsonrpc":"2.0","error":{{Failed}},"id":null}""");
        yield return new("response: a batch of one", [$"[{result}]"], []);
        yield return new("response: a batch of nothing else", [$"[{result},{error},{result}]"], []);
        yield return new("response: a batch with notifications", [$$"""[{{result}},{"jsonrpc":"2.0","method":"update","params":[1]},{{error}}]"""], []);
        yield return new("response: a batch with calls", [$"[{result},{Subtract("1")},{error},{Subtract("2")},{error}]"], [$"[{Nineteen("1")},{Nineteen("2")}]"]);
        yield return new("response: a batch with what is neither call nor response", [$$"""[{{result}},1,{"jsonrpc":"2.0","id":1},{{error}}]"""], [$"[{Invalid("null")},{Invalid("null")}]"]);
        yield return new("response: in a batch in a batch", [$"[[{result}]]"], [$"[{Invalid("null")}]"]);

        // With a method it is a call, and what else is in it is ignored, as in any call.
        yield return new("a call with a result", ["""{"jsonrpc":"2.0","method":"subtract","params":[42,23],"result":1,"id":1}"""], [Nineteen("1")]);
        yield return new("a call with a result and an error", [$$"""{"result":1,"error":{{Failed}},"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":1}"""], [Nineteen("1")]);
        yield return new("a notification with a result", ["""{"jsonrpc":"2.0","method":"update","params":[1],"result":1}"""], []);
        yield return new("a method that is no text, with a result", ["""{"jsonrpc":"2.0","method":1,"result":1,"id":1}"""], [Invalid("1")]);
        yield return new("null for a method, without a result", ["""{"jsonrpc":"2.0","method":null}"""], [Invalid("null")]);
    }

    private static IEnumerable<ConformanceRow> Parameters()
    {
        yield return new("params: left out where none are needed", ["""{"jsonrpc":"2.0","method":"get_data","id":1}"""], ["""{"jsonrpc":"2.0","result":["hello",5],"id":1}"""]);
        yield return new("params: an empty array where none are needed", ["""{"jsonrpc":"2.0","method":"get_data","params":[],"id":1}"""], ["""{"jsonrpc":"2.0","result":["hello",5],"id":1}"""]);
        yield return new("params: an empty object where none are needed", ["""{"jsonrpc":"2.0","method":"get_data","params":{},"id":1}"""], ["""{"jsonrpc":"2.0","result":["hello",5],"id":1}"""]);
        foreach (var value in new[] { "null", "1", "\"42,23\"", "true" })
        {
            yield return new($"params: {value}", [$$"""{"jsonrpc":"2.0","method":"subtract","params":{{value}},"id":1}"""], [Invalid("1")]);
        }

        foreach (var given in new[] { "[42.0,23.000]", "[42,2.3e1]", "[4.2E+1,230e-1]", """{"minuend":4200e-2,"subtrahend":0.23e2}""", "[19.0,-0.0]" })
        {
            yield return new($"params: whole numbers as {given}", [$$"""{"jsonrpc":"2.0","method":"subtract","params":{{given}},"id":1}"""], [Nineteen("1")]);
        }

        (string Kind, string Given, string Problem)[] wrong =
        [
            ("too few", "[42]", "argument 'subtrahend' is missing"),
            ("too many", "[42,23,1]", "at most 2 arguments are taken"),
            ("left out", "[]", "argument 'minuend' is missing"),
            ("an unknown name", """{"minuend":42,"subtrahend":23,"more":1}""", "there is no argument 'more'"),
            ("a name twice", """{"minuend":42,"minuend":23}""", "argument 'minuend' is given twice"),
            ("a name in other letters", """{"Minuend":42,"subtrahend":23}""", "there is no argument 'Minuend'"),
            ("of another kind", """["42",23]""", "argument 'minuend' must be a whole number from -2147483648 to 2147483647"),
            ("null for a number", "[null,23]", "argument 'minuend' must be a whole number from -2147483648 to 2147483647, not null"),
            ("a fraction for a whole number", "[42.5,23]", "argument 'minuend' must be a whole number from -2147483648 to 2147483647"),
            ("a fraction with an exponent", "[42,1e-1]", "argument 'subtrahend' must be a whole number from -2147483648 to 2147483647"),
            ("out of range with a point", "[42,2147483648.0]", "argument 'subtrahend' must be a whole number from -2147483648 to 2147483647"),
            ("out of range", "[2147483648,23]", "argument 'minuend' must be a whole number from -2147483648 to 2147483647"),
        ];
        foreach (var (kind, given, problem) in wrong)
        {
            yield return new($"params: {kind}", [$$"""{"jsonrpc":"2.0","method":"subtract","params":{{given}},"id":1}"""], [Error(-32602, problem, "1")]);
            yield return new($"params: {kind}, in a notification", [$$"""{"jsonrpc":"2.0","method":"subtract","params":{{given}}}"""], []);
        }
    }

    private static IEnumerable<ConformanceRow> Bytes()
    {
        var unreadable = Error(-32700, "parse error", "null");
        yield return new("an empty message", [""], [unreadable]) { Packed = [[]] };
        yield return new("nothing but space", [" \r\n\t "], [unreadable]) { OnlyText = true };
        yield return new("nested as deeply as may be", [Nested(32)], [Error(-32602, "argument 'minuend' must be a whole number from -2147483648 to 2147483647", "1")]);
        yield return new("nested one too deep", [Nested(33)], [unreadable]);
        yield return new("nested far too deep", [new string('[', 8000) + new string(']', 8000)], [unreadable]) { Packed = [[.. Enumerable.Repeat((byte)0x91, 16000), 0xc0]] };
        yield return new("a byte order mark", ["\uFEFF" + Subtract("1")], [unreadable]) { OnlyText = true };
        yield return new("something behind the message", [Subtract("1") + "1"], [unreadable]) { Packed = [[.. ConformanceRow.Pack(Subtract("1")), 1]] };
        yield return new("two messages in one", [Subtract("1") + Subtract("2")], [unreadable]) { Packed = [[.. ConformanceRow.Pack(Subtract("1")), .. ConformanceRow.Pack(Subtract("2"))]] };
        yield return new("a comma too many", [Subtract("1").Replace("23]", "23,]", StringComparison.Ordinal)], [unreadable]) { OnlyText = true };
        yield return new("a comment", [Subtract("1") + "// what for"], [unreadable]) { OnlyText = true };
        yield return new("a number that is none", [Subtract("1").Replace("42", "NaN", StringComparison.Ordinal)], [unreadable]) { OnlyText = true };
        yield return new("escapes in names", ["""{"\u006asonrpc":"2.\u0030","m\u0065thod":"su\u0062tract","params":[42,23],"id":1}"""], [Nineteen("1")]) { OnlyText = true };
        yield return new("the code that means nothing", [], [unreadable]) { OnlyText = false, Packed = [[0xc1]] };
        yield return new("a length far beyond the message", [], [unreadable, unreadable, unreadable]) { OnlyText = false, Packed = [[0xdb, 0xff, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff]] };
        yield return new("an extension", [], [Invalid("null")]) { OnlyText = false, Packed = [MessagePackSerializer.Serialize(DateTime.UnixEpoch, cancellationToken: default)] };
        yield return new("binary for the method", [], [Invalid("null")]) { OnlyText = false, Packed = [[0x82, 0xa7, .. "jsonrpc"u8, 0xa3, .. "2.0"u8, 0xa6, .. "method"u8, 0xc4, 1, 1]] };
    }

    private static string Nested(int depth) =>
        $$"""{"jsonrpc":"2.0","method":"subtract","params":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}},"id":1}""";

    private static string Subtract(string id) => $$"""{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":{{id}}}""";

    private static string Nineteen(string id) => $$"""{"jsonrpc":"2.0","result":19,"id":{{id}}}""";

    private static string Invalid(string id) => Error(-32600, "invalid request", id);

    private static string Error(int code, string message, string id) =>
        $$$"""{"jsonrpc":"2.0","error":{"code":{{{code}}},"message":"{{{message}}}"},"id":{{{id}}}}""";
}
