using System.Text.Json.Nodes;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Conformance;

/// <summary>
/// JSON-RPC 2.0 over a real WebSocket, a row at a time, in each format: what is answered, that it is all that is
/// answered, and that the connection lives on. The methods of the examples stand on the wire under their own names, by
/// a service without a prefix. To see the table alone:
/// <c>dotnet run --project tests/GameServer.Rpc.Tests -- --filter-class '*ConformanceTests' --output Detailed</c>.
/// </summary>
public sealed class ConformanceTests(ConformanceTable table) : IClassFixture<ConformanceTable>
{
    private const string Alive = """{"jsonrpc":"2.0","id":"alive","method":"subtract","params":[42,23]}""";
    private const string AliveReply = """{"jsonrpc":"2.0","result":19,"id":"alive"}""";

    private static readonly Dictionary<string, ConformanceRow> All =
        SpecificationExamples.Rows.Concat(FurtherRows.Rows).ToDictionary(row => row.Name);

    private static readonly Dictionary<string, string?> Subprotocols = new()
    {
        ["JSON"] = "gameserver.v1.json",
        ["JSON without a subprotocol"] = null,
        ["MessagePack"] = "gameserver.v1.msgpack",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        from format in Subprotocols.Keys
        from row in All.Values
        where row.OnlyText is null || row.OnlyText == IsText(format)
        select new TheoryDataRow<string, string>(row.Name, format);

    [Theory, MemberData(nameof(Cases))]
    public async Task As_specified(string row, string format)
    {
        var (_, _, answers) = All[row];
        var isText = IsText(format);
        using var client = new TestClient(await table.Server.OpenAsync(Subprotocols[format]), isText);
        foreach (var message in All[row].Messages(isText))
        {
            await client.SendRawAsync(message);
        }

        // Whatever else came, it came before the answer to this.
        var received = new List<string>();
        for (var answer = 0; answer < answers.Length; answer++)
        {
            received.Add(Canonical(await client.ReceiveAsync()));
        }

        Assert.Equal(answers.Select(answer => Canonical(JsonNode.Parse(answer)!)).Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
        Assert.Equal(AliveReply, await client.CallAsync(Alive));
        table.Passed(format);
    }

    [Fact]
    public void Every_row_is_run_in_every_format_that_can_say_it() => table.Expect(Cases().CountBy(row => row.Data.Item2));

    private static bool IsText(string format) => format != "MessagePack";

    /// <summary>Members of a batch have no order.</summary>
    private static string Canonical(JsonNode message) => message is JsonArray batch
        ? $"[{string.Join(',', batch.Select(member => member!.ToJsonString()).Order(StringComparer.Ordinal))}]"
        : message.ToJsonString();
}
