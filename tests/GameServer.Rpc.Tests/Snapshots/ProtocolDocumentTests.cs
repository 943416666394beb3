using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GameServer.Games;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Snapshots;

/// <summary>The specification and the code say the same: the examples are read from PROTOCOL.md itself.</summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));
    private static readonly EntityLayout Layout = EntityLayout<Tank>.Instance;

    [Fact]
    public void Every_example_is_a_message_that_both_formats_read()
    {
        var examples = ExamplePattern().Matches(Document);
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            foreach (var format in new WireFormat[] { new JsonFormat(), new MessagePackFormat() })
            {
                var message = TestClient.Encode(example.Groups["text"].Value, format.IsText);
                Assert.NotEqual(EnvelopeKind.Unreadable, format.ReadEnvelope(message).Kind);
            }
        });
    }

    [Fact]
    public void The_example_of_a_snapshot_in_JSON_is_what_is_written() =>
        AssertWritten(new JsonFormat(), Example("json", "room.snapshot"));

    [Fact]
    public void The_example_of_a_snapshot_in_MessagePack_is_what_is_written() =>
        AssertWritten(new MessagePackFormat(), Example("msgpack", "room.snapshot"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_example_of_an_event_is_what_is_written(bool isText)
    {
        WireFormat format = isText ? new JsonFormat() : new MessagePackFormat();
        var parameters = new ArrayBufferWriter<byte>();
        format.WriteValue(parameters, new Said(9, "Ann", "hello"));
        var message = new ArrayBufferWriter<byte>();
        format.WriteEvent(message, "chat.said", 12, parameters.WrittenSpan);
        Assert.Equal(
            Example("json", "chat.said").ToJsonString(), TestClient.Decode(message.WrittenMemory, isText).ToJsonString());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("msgpack")]
    public void The_example_of_an_error_without_data_is_what_is_written(string language)
    {
        WireFormat format = language == "json" ? new JsonFormat() : new MessagePackFormat();
        var example = ExamplePattern().Matches(Document)
            .Where(example => example.Groups["language"].Value == language)
            .Single(example => example.Groups["text"].Value.Contains("-32601", StringComparison.Ordinal));
        var message = new ArrayBufferWriter<byte>();
        format.WriteError(message, TestClient.Encode("7", format.IsText), ErrorCodes.MethodNotFound, "method not found", null);
        Assert.Equal(TestClient.Encode(example.Groups["text"].Value.TrimEnd(), format.IsText), message.WrittenSpan.ToArray());
    }

    [Fact]
    public void Every_error_number_stands_in_the_document()
    {
        var codes = typeof(ErrorCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!).ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"| {code} |", Document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reason_for_a_close_stands_in_the_document()
    {
        var reasons = typeof(CloseReason).GetProperties().Where(property => property.PropertyType == typeof(CloseReason))
            .Select(property => (CloseReason)property.GetValue(null)!).ToArray();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains($"| {reason.Code} `{reason.Reason}` |", Document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_row_of_a_table_has_as_many_cells_as_its_header()
    {
        var tables = TablePattern().Matches(Document);
        Assert.NotEmpty(tables);
        Assert.All(tables, table =>
        {
            var rows = table.Value.TrimEnd('\n').Split('\n');
            Assert.Matches(@"^(\|---)+\|$", rows[1]);
            Assert.All(rows, row => Assert.Equal(rows[0].Count(IsBar), row.Count(IsBar)));
            Assert.All(rows, row => Assert.EndsWith("|", row, StringComparison.Ordinal));
        });

        static bool IsBar(char character) => character == '|';
    }

    [Fact]
    public void Every_limit_stands_in_the_document_with_its_default()
    {
        var limits = new RpcLimits();
        Assert.All(typeof(RpcLimits).GetProperties(), limit =>
        {
            var line = Document.Split('\n').Single(line => line.StartsWith('|') && line.Contains($"`{limit.Name}`", StringComparison.Ordinal));
            Assert.Contains($" {limit.GetValue(limits)}", line, StringComparison.Ordinal);
        });
    }

    private static void AssertWritten(WireFormat format, JsonNode example)
    {
        int[] now = [200, 640, 1, 1, 0, 4];
        int[] before = [198, 640, 2, 1, 0, 4];
        var written = new SnapshotBuilder(format)
            .Entered(Layout, 3, 800, -272, 64, 0, 0, 9)
            .Changed(Layout, 1, 0b101, now, before)
            .Write(1204, 57, 71);
        Assert.Equal(example.ToJsonString(), TestClient.Decode(written, format.IsText).ToJsonString());
    }

    private static JsonNode Example(string language, string method) => ExamplePattern().Matches(Document)
        .Where(example => example.Groups["language"].Value == language)
        .Select(example => JsonNode.Parse(example.Groups["text"].Value)!)
        .Single(example => example is JsonObject && example["method"]?.GetValue<string>() == method);

    [GeneratedRegex("```(?<language>json|msgpack)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex(@"(?:^\|[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex TablePattern();

    private sealed record Said(int Player, string Name, string Text);
}
