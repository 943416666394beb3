using System.Text;
using MessagePack;

namespace GameServer.Rpc.Tests.Conformance;

/// <summary>One row of the table: what is sent, and all that is answered.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Sent">The messages, one after another without waiting, as JSON text.</param>
/// <param name="Answers">Every message that comes back, in any order; members of a batch in any order too.</param>
public sealed record ConformanceRow(string Name, string[] Sent, string[] Answers)
{
    /// <summary>The same in bytes of MessagePack, where the text is not what any MessagePack could say.</summary>
    public byte[][]? Packed { get; init; }

    /// <summary>Whether only one of the formats can say this: <c>true</c> for JSON, <c>false</c> for MessagePack.</summary>
    public bool? OnlyText { get; init; }

    /// <summary>The messages in one format.</summary>
    public IEnumerable<byte[]> Messages(bool isText) => isText
        ? Sent.Select(Encoding.UTF8.GetBytes)
        : Packed ?? [.. Sent.Select(message => Pack(message))];

    /// <summary>The first bytes of a message, and then the end: what no parser can read.</summary>
    public static byte[] CutOff(string json) => Pack(json)[..^1];

    /// <summary>What a JSON text says, in MessagePack.</summary>
    public static byte[] Pack(string json) => MessagePackSerializer.ConvertFromJson(json, cancellationToken: default);

    public override string ToString() => Name;
}
