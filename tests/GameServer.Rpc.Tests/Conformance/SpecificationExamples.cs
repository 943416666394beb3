namespace GameServer.Rpc.Tests.Conformance;

/// <summary>Section 7 of the JSON-RPC 2.0 specification, example by example, under the headings that it gives them.</summary>
public static class SpecificationExamples
{
    private const string Unreadable = """{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""";
    private const string Invalid = """{"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""";

    public static IReadOnlyList<ConformanceRow> Rows { get; } =
    [
        new("rpc call with positional parameters",
            ["""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"""],
            ["""{"jsonrpc":"2.0","result":19,"id":1}"""]),
        new("rpc call with positional parameters, the other way round",
            ["""{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}"""],
            ["""{"jsonrpc":"2.0","result":-19,"id":2}"""]),
        new("rpc call with named parameters",
            ["""{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}"""],
            ["""{"jsonrpc":"2.0","result":19,"id":3}"""]),
        new("rpc call with named parameters, in another order",
            ["""{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}"""],
            ["""{"jsonrpc":"2.0","result":19,"id":4}"""]),
        new("a Notification: update", ["""{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"""], []),
        new("a Notification: foobar", ["""{"jsonrpc": "2.0", "method": "foobar"}"""], []),
        new("rpc call of non-existent method",
            ["""{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"""],
            ["""{"jsonrpc":"2.0","error":{"code":-32601,"message":"method not found"},"id":"1"}"""]),
        new("rpc call with invalid JSON",
            ["""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"""], [Unreadable])
        {
            Packed = [ConformanceRow.CutOff("""{"jsonrpc": "2.0", "method": "foobar", "params": "bar", "baz": 1}""")],
        },
        new("rpc call with invalid Request object", ["""{"jsonrpc": "2.0", "method": 1, "params": "bar"}"""], [Invalid]),
        new("rpc call Batch, invalid JSON",
            [
                """
                [
                  {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
                  {"jsonrpc": "2.0", "method"
                ]
                """,
            ],
            [Unreadable])
        {
            Packed = [ConformanceRow.CutOff("""[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"}, {"jsonrpc": "2.0", "method": 1}]""")],
        },
        new("rpc call with an empty Array", ["[]"], [Invalid]),
        new("rpc call with an invalid Batch (but not empty)", ["[1]"], [$"[{Invalid}]"]),
        new("rpc call with invalid Batch", ["[1,2,3]"], [$"[{Invalid},{Invalid},{Invalid}]"]),
        new("rpc call Batch",
            [
                """
                [
                  {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
                  {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
                  {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
                  {"foo": "boo"},
                  {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
                  {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
                ]
                """,
            ],
            [
                $$"""
                [
                  {"jsonrpc":"2.0","result":7,"id":"1"},
                  {"jsonrpc":"2.0","result":19,"id":"2"},
                  {{Invalid}},
                  {"jsonrpc":"2.0","error":{"code":-32601,"message":"method not found"},"id":"5"},
                  {"jsonrpc":"2.0","result":["hello",5],"id":"9"}
                ]
                """,
            ]),
        new("rpc call Batch (all notifications)",
            ["""[{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]}, {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]"""],
            []),
    ];
}
