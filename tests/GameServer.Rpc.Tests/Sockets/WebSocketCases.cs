using System.Text;
using static GameServer.Rpc.Tests.Sockets.WebSocketCase;
using static GameServer.Rpc.Tests.Support.RawClient;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>The table of RFC 6455, in the groups 1 to 7 of Autobahn's test suite.</summary>
public static class WebSocketCases
{
    private const byte Text = 0x81;
    private const byte FirstText = 0x01;
    private const byte Middle = 0x00;
    private const byte Last = 0x80;
    private const byte Ping = 0x89;
    private const byte Pong = 0x8a;
    /// <summary>What broken frames are answered.</summary>
    public const string ProtocolError = "close 1002 protocol error";
    /// <summary>What broken text is answered.</summary>
    public const string NotUtf8 = "close 1007 not UTF-8";

    public static IReadOnlyDictionary<string, WebSocketCase> All { get; } = Framing()
        .Concat(PingsAndPongs()).Concat(ReservedBits()).Concat(Opcodes()).Concat(Fragmentation()).Concat(Utf8()).Concat(Closing())
        .ToDictionary(one => one.Name);

    private static byte[] TheCall => Frame(Text, Encoding.UTF8.GetBytes(Call));

    private static IEnumerable<WebSocketCase> Framing()
    {
        foreach (var length in new[] { 59, 125, 126, 127, 128, 4096, 16384 })
        {
            var call = Encoding.UTF8.GetBytes(Call.PadRight(length));
            yield return new($"1.1 text of {length} bytes", [Frame(Text, call), Bye], [Reply, ByeAnswer]);
            yield return new($"1.1 text of {length} bytes, chopped", [.. Frame(Text, call).Chunk(997), Bye], [Reply, ByeAnswer]);
        }

        yield return new("1.1 text byte by byte", [.. TheCall.Chunk(1), Bye], [Reply, ByeAnswer]);
        yield return new("1.1 text without content", [Frame(Text, []), Bye], ["""text {"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""", ByeAnswer]);
        yield return new("1.1 many texts in one write", [[.. TheCall, .. TheCall, .. TheCall, .. Bye]], [Reply, Reply, Reply, ByeAnswer]);
        yield return new("1.2 binary where text was agreed", [Frame(0x82, "{}"u8), Bye], ["close 1003 wrong message kind"]);
    }

    private static IEnumerable<WebSocketCase> PingsAndPongs()
    {
        yield return new("2.1 a ping without content", [Frame(Ping, []), Bye], ["pong ", ByeAnswer]);
        yield return new("2.2 a ping with content", [Frame(Ping, "Hello"u8), Bye], ["pong 48656C6C6F", ByeAnswer]);
        yield return new("2.3 a ping with bytes", [Frame(Ping, [0x00, 0xff, 0xfe, 0xfd, 0x00]), Bye], ["pong 00FFFEFD00", ByeAnswer]);
        yield return new("2.4 a ping of 125 bytes", [Frame(Ping, new byte[125]), Bye], [$"pong {new string('0', 250)}", ByeAnswer]);
        yield return new("2.5 a ping of 126 bytes", [Frame(Ping, new byte[126])], [ProtocolError]);
        yield return new("2.6 a ping byte by byte", [.. Frame(Ping, new byte[125]).Chunk(1), Bye], [$"pong {new string('0', 250)}", ByeAnswer]);
        yield return new("2.7 a pong that nobody asked for", [Frame(Pong, []), Frame(Pong, "x"u8), Bye], [ByeAnswer]);
        yield return new("2.9 a pong, then a ping", [Frame(Pong, "x"u8), Frame(Ping, "y"u8), Bye], ["pong 79", ByeAnswer]);
        yield return new("2.9 a pong of 126 bytes", [Frame(Pong, new byte[126])], [ProtocolError]);
    }

    private static IEnumerable<WebSocketCase> ReservedBits()
    {
        for (var bits = 1; bits <= 7; bits++)
        {
            var first = (byte)(bits << 4);
            yield return new($"3.1 reserved bits {bits} of a text", [Frame((byte)(Text | first), "{}"u8)], [ProtocolError]);
            yield return new($"3.2 reserved bits {bits} behind a text", [TheCall, Frame((byte)(Text | first), "{}"u8), Frame(Ping, [])], [Reply, ProtocolError]);
            yield return new($"3.6 reserved bits {bits} of a ping", [Frame((byte)(Ping | first), [])], [ProtocolError]);
            yield return new($"3.7 reserved bits {bits} of a close", [Frame((byte)(0x88 | first), [])], [ProtocolError]);
        }
    }

    private static IEnumerable<WebSocketCase> Opcodes()
    {
        foreach (var opcode in new byte[] { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 })
        {
            yield return new($"4 opcode {opcode}", [Frame((byte)(0x80 | opcode), [])], [ProtocolError]);
            yield return new($"4 opcode {opcode} with content, behind a text", [TheCall, Frame((byte)(0x80 | opcode), "x"u8), Frame(Ping, [])], [Reply, ProtocolError]);
        }
    }

    private static IEnumerable<WebSocketCase> Fragmentation()
    {
        var call = Encoding.UTF8.GetBytes(Call);
        var (first, second) = (Frame(FirstText, call.AsSpan(0, 20)), Frame(Last, call.AsSpan(20)));
        yield return new("5.1 a ping in fragments", [Frame(0x09, "x"u8), Frame(Last, "y"u8)], [ProtocolError]);
        yield return new("5.2 a pong in fragments", [Frame(0x0a, "x"u8), Frame(Last, "y"u8)], [ProtocolError]);
        yield return new("5.3 text in two fragments", [first, second, Bye], [Reply, ByeAnswer]);
        yield return new("5.4 in one write", [[.. first, .. second, .. Bye]], [Reply, ByeAnswer]);
        yield return new("5.5 byte by byte", [.. first.Chunk(1), .. second.Chunk(1), Bye], [Reply, ByeAnswer]);
        yield return new("5.6 with a ping between", [first, Frame(Ping, "p"u8), second, Bye], ["pong 70", Reply, ByeAnswer]);
        yield return new("5.7 with a ping between, in one write", [[.. first, .. Frame(Ping, "p"u8), .. second, .. Bye]], ["pong 70", Reply, ByeAnswer]);
        yield return new("5.9 a continuation of nothing", [Frame(Last, call), Bye], [ProtocolError]);
        yield return new("5.10 a continuation of nothing, then text", [[.. Frame(Last, "x"u8), .. TheCall]], [ProtocolError]);
        yield return new("5.12 an open continuation of nothing", [Frame(Middle, call)], [ProtocolError]);
        yield return new("5.15 a continuation behind a whole text", [first, second, Frame(Middle, "x"u8), TheCall], [Reply, ProtocolError]);
        yield return new("5.18 text within text", [Frame(FirstText, "{"u8), Frame(Text, "}"u8)], [ProtocolError]);
        yield return new("5.19 five fragments with pings", [first, Frame(Middle, []), Frame(Ping, "a"u8), Frame(Middle, []), Frame(Ping, "b"u8), second, Bye], ["pong 61", "pong 62", Reply, ByeAnswer]);
        yield return new("5 a fragment in its first byte", [Frame(FirstText, []), Frame(Middle, []), Frame(Last, call), Bye], [Reply, ByeAnswer]);
        yield return new("5 no mask", [[Text, 2, (byte)'{', (byte)'}']], [ProtocolError]);
        yield return new("5 a length that takes more bytes than it needs", [[Text, 0xfe, 0, 2, 1, 2, 3, 4, 0x7a, 0x7f]], [ProtocolError]);
    }

    private static IEnumerable<WebSocketCase> Utf8()
    {
        string[] valid =
        [
            "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbd", "efbfbe", "efbfbf", "f0908080", "f09fbfbe", "f48fbfbf", "cebae1bdb9cf83cebcceb5", "efbbbf",
        ];
        string[] invalid =
        [
            "80", "bf", "8081", "c0", "c0af", "c1bf", "c2", "c220", "df", "e0", "e080", "e080af", "e09fbf", "e0a0", "eda080", "edadbf", "edae80", "edafbf", "edb080", "edbfbf",
            "eda080edb080", "edafbfedbfbf", "ef", "efbf", "f0", "f08080af", "f08fbfbf", "f0908080f0", "f48fbf", "f4908080", "f5808080", "f7bfbfbf", "f888808080", "fc8480808080",
            "fe", "ff", "feff", "cebae1bdb9cf83cebcceb5eda080656469746564", "cebae1bdb9cf83cebcceb5f4908080656469746564",
        ];
        foreach (var bytes in valid)
        {
            byte[] text = [(byte)'"', .. Convert.FromHexString(bytes), (byte)'"'];
            yield return new($"6 valid {bytes}", [Frame(Text, text), Bye], [NoCall, ByeAnswer]);
            yield return new($"6 valid {bytes}, a fragment a byte", [.. Fragments(text), Bye], [NoCall, ByeAnswer]);
        }

        foreach (var bytes in invalid)
        {
            byte[] text = [(byte)'"', .. Convert.FromHexString(bytes), (byte)'"'];
            yield return new($"6 invalid {bytes}", [Frame(Text, text)], [NotUtf8]);
            yield return new($"6 invalid {bytes}, a fragment a byte", [.. Fragments(text)], [NotUtf8]);
        }

        yield return new("6 cut off at the end", [Frame(Text, [(byte)'"', 0xe2, 0x82])], [NotUtf8]);
    }

    private static IEnumerable<WebSocketCase> Closing()
    {
        yield return new("7.1.1 a text, then a close", [TheCall, Bye], [Reply, ByeAnswer]);
        yield return new("7.1.2 two closes", [Bye, WebSocketCase.Closing(1001)], [ByeAnswer]);
        yield return new("7.1.3 a close, then a ping", [[.. Bye, .. Frame(Ping, "x"u8)]], [ByeAnswer]);
        yield return new("7.1.4 a close, then a text", [[.. Bye, .. TheCall]], [ByeAnswer]);
        yield return new("7.1.5 a close within a text", [Frame(FirstText, "{"u8), [.. Bye, .. Frame(Last, "}"u8)]], [ByeAnswer]);
        yield return new("7.1.6 a close, then bytes that are no frames", [[.. Bye, .. new byte[5000]]], [ByeAnswer]);
        yield return new("7.3.1 a close without content", [Frame(0x88, [])], ["close"]);
        yield return new("7.3.2 a close of one byte", [Frame(0x88, [3])], [ProtocolError]);
        yield return new("7.3.4 a close with a reason", [WebSocketCase.Closing(1000, "Hello World!")], [ByeAnswer]);
        yield return new("7.3.5 a close with the longest reason", [WebSocketCase.Closing(1000, new string('*', 123))], [ByeAnswer]);
        yield return new("7.3.6 a close with a longer reason", [WebSocketCase.Closing(1000, new string('*', 124))], [ProtocolError]);
        yield return new("7.5.1 a reason that is no UTF-8", [Frame(0x88, [0x03, 0xe8, 0xce, 0xba, 0xed, 0xa0, 0x80])], [NotUtf8]);
        yield return new("7.5 a reason that is cut off", [Frame(0x88, [0x03, 0xe8, 0xce])], [NotUtf8]);
        yield return new("7 a close in fragments", [Frame(0x08, [0x03, 0xe8]), Frame(Last, [])], [ProtocolError]);
        yield return new("7 a close byte by byte", [.. WebSocketCase.Closing(3000, "bye").Chunk(1)], ["close 3000 closed by client"]);
        foreach (var code in new[] { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999 })
        {
            yield return new($"7.7 code {code}", [WebSocketCase.Closing(code, "reason")], [$"close {code} closed by client"]);
        }

        foreach (var code in new[] { 0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535 })
        {
            yield return new($"7.9 code {code}", [WebSocketCase.Closing(code)], [ProtocolError]);
            yield return new($"7.9 code {code} with a reason, and more behind it", [[.. WebSocketCase.Closing(code, "reason"), .. TheCall]], [ProtocolError]);
        }
    }

    private static IEnumerable<byte[]> Fragments(byte[] text) => text.Select((one, index) =>
        Frame((byte)((index == 0 ? FirstText : Middle) | (index == text.Length - 1 ? Last : 0)), [one]));
}
