using System.Text;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>A row of the table of RFC 6455: what a client sends, and every frame that it gets until the connection ends.</summary>
/// <param name="Name">The group of Autobahn's test suite that it is like, and what it shows.</param>
/// <param name="Sent">What is sent, one write after another.</param>
/// <param name="Answers">The frames that come, as <see cref="Show"/> writes them. The last is a close frame.</param>
public sealed record WebSocketCase(string Name, byte[][] Sent, string[] Answers)
{
    private const byte Close = 0x88;

    /// <summary>A message that is answered, and its answer.</summary>
    public const string Call = """{"jsonrpc":"2.0","id":1,"method":"calc.add","params":[1,2]}""";

    /// <inheritdoc cref="Call"/>
    public const string Reply = """text {"jsonrpc":"2.0","result":3,"id":1}""";

    /// <summary>What is answered to text that is JSON but no call.</summary>
    public const string NoCall = """text {"jsonrpc":"2.0","error":{"code":-32600,"message":"invalid request"},"id":null}""";

    /// <summary>An ordinary close, and its answer.</summary>
    public static byte[] Bye => RawClient.Frame(Close, [0x03, 0xe8]);

    /// <inheritdoc cref="Bye"/>
    public const string ByeAnswer = "close 1000 closed by client";

    /// <summary>A frame as a row has it.</summary>
    public static string Show(RawFrame frame) => frame.Opcode switch
    {
        1 => $"text {Encoding.UTF8.GetString(frame.Body)}",
        RawFrame.Pong => $"pong {Convert.ToHexString(frame.Body)}",
        RawFrame.Close when frame.Body.Length == 0 => "close",
        RawFrame.Close => $"close {frame.CloseCode} {Encoding.UTF8.GetString(frame.Body.AsSpan(2))}",
        _ => $"opcode {frame.Opcode}",
    };

    /// <summary>A close frame with a code and a reason.</summary>
    public static byte[] Closing(int code, string reason = "") =>
        RawClient.Frame(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
