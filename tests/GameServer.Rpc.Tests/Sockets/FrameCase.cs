using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>Frames of a client, and what is made of them.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Frames">The frames.</param>
/// <param name="Outcome">What is read: a message as its length and a sum of its bytes, or its text where that is short;
/// and in the end <c>end</c>, or <c>1002</c> and the like.</param>
/// <param name="Pongs">The payloads of the answers to pings.</param>
public sealed record FrameCase(string Name, byte[] Frames, string[] Outcome, string[]? Pongs = null)
{
    private const byte Final = 0x80;
    private const byte Text = 1;
    private const byte Binary = 2;
    private const byte Close = 8;
    private const byte Ping = 9;
    private const byte Pong = 10;

    /// <summary>All of them, numbered by the sections of RFC 6455 and in the manner of Autobahn's test suite.</summary>
    public static IReadOnlyList<FrameCase> All { get; } = [.. Lengths(), .. Controls(), .. Reserved(), .. Fragments(), .. Letters(), .. Closes(), .. Sizes()];

    private static byte[] Frame(int first, ReadOnlySpan<byte> body) => RawClient.Frame((byte)first, body);

    private static byte[] Whole(string text) => Frame(Final | Text, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Ends => Frame(Final | Close, [0x03, 0xe8]);

    private static IEnumerable<FrameCase> Lengths() =>
        from length in (int[])[0, 1, 3, 4, 7, 15, 16, 31, 32, 33, 63, 64, 124, 125, 126, 127, 128, 4095, 4096, 4097, 65535, 65536, 65537, 70000]
        let text = new string('x', length)
        select new FrameCase($"5.2 a text of {length}", [.. Whole(text), .. Whole("!"), .. Ends], [length > 99 ? $"{length} x" : text, "!", "end"]);

    private static IEnumerable<FrameCase> Controls() =>
    [
        new("5.5.2 a ping", [.. Frame(Final | Ping, "are you there"u8), .. Ends], ["end"], ["are you there"]),
        new("5.5.2 a ping without anything", [.. Frame(Final | Ping, []), .. Ends], ["end"], [""]),
        new("5.5.2 a ping of 125", [.. Frame(Final | Ping, new byte[125]), .. Ends], ["end"], [new string('\0', 125)]),
        new("5.5 a ping of 126", Frame(Final | Ping, new byte[126]), ["1002"]),
        new("5.5.3 a pong that nobody asked for", [.. Frame(Final | Pong, "here"u8), .. Whole("a"), .. Ends], ["a", "end"]),
        new("5.5.2 ten pings", [.. Enumerable.Repeat(Frame(Final | Ping, "p"u8), 10).SelectMany(frame => frame), .. Ends], ["end"], [.. Enumerable.Repeat("p", 10)]),
        new("5.5 a ping in fragments", [.. Frame(Ping, "a"u8), .. Frame(Final, "b"u8)], ["1002"]),
        new("5.5.2 a ping between messages", [.. Whole("a"), .. Frame(Final | Ping, "p"u8), .. Whole("b"), .. Ends], ["a", "b", "end"], ["p"]),
    ];

    private static IEnumerable<FrameCase> Reserved() =>
    [
        .. ((int[])[0x40, 0x20, 0x10, 0x70]).Select(bits => new FrameCase($"5.2 reserved bits {bits:x}", [.. Whole("a"), .. Frame(Final | Text | bits, "b"u8)], ["a", "1002"])),
        .. ((int[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15]).Select(opcode => new FrameCase($"5.2 opcode {opcode}", [.. Whole("a"), .. Frame(Final | opcode, "b"u8)], ["a", "1002"])),
        new("5.1 no mask", [.. Whole("a"), Final | Text, 1, (byte)'b', 0, 0, 0, 0], ["a", "1002"]),
        new("5.2 125 in two bytes", [Final | Text, 0xfe, 0, 125, 1, 2, 3, 4], ["1002"]),
        new("5.2 65535 in eight bytes", [Final | Text, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4], ["1002"]),
        new("5.2 a length below zero", [Final | Text, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], ["1002"]),
    ];

    private static IEnumerable<FrameCase> Fragments() =>
    [
        new("5.4 two", [.. Frame(Text, "a"u8), .. Frame(Final, "b"u8), .. Ends], ["ab", "end"]),
        new("5.4 three of which one is empty", [.. Frame(Text, "a"u8), .. Frame(0, []), .. Frame(Final, "b"u8), .. Ends], ["ab", "end"]),
        new("5.4 the first empty", [.. Frame(Text, []), .. Frame(0, "a"u8), .. Frame(Final, []), .. Ends], ["a", "end"]),
        new("5.4 all empty", [.. Frame(Text, []), .. Frame(Final, []), .. Whole("b"), .. Ends], ["", "b", "end"]),
        new("5.4 a ping between them", [.. Frame(Text, "a"u8), .. Frame(Final | Ping, "p"u8), .. Frame(Final, "b"u8), .. Ends], ["ab", "end"], ["p"]),
        new("5.4 a pong between them", [.. Frame(Text, "a"u8), .. Frame(Final | Pong, "p"u8), .. Frame(Final, "b"u8), .. Ends], ["ab", "end"]),
        new("5.4 pings between many", [.. Frame(Text, new byte[3000].AsSpan(0, 0)), .. Enumerable.Range(0, 40).SelectMany(_ => (byte[])[.. Frame(0, new string('x', 300).Select(letter => (byte)letter).ToArray()), .. Frame(Final | Ping, "p"u8)]), .. Frame(Final, "x"u8), .. Ends], ["12001 x", "end"], [.. Enumerable.Repeat("p", 40)]),
        new("5.4 a continuation of nothing", Frame(Final, "a"u8), ["1002"]),
        new("5.4 a continuation behind a message", [.. Whole("a"), .. Frame(0, "b"u8)], ["a", "1002"]),
        new("5.4 a message within a message", [.. Frame(Text, "a"u8), .. Whole("b")], ["1002"]),
        new("5.4 a close between them", [.. Frame(Text, "a"u8), .. Ends], ["end"]),
        new("5.6 bytes where text was agreed", [.. Frame(Final | Binary, "a"u8), .. Whole("b"), .. Ends], ["1003", "b", "end"]),
    ];

    private static IEnumerable<FrameCase> Letters() =>
    [
        new("8.1 letters of every length", [.. Whole("aäℓ😀"), .. Ends], ["aäℓ😀", "end"]),
        new("8.1 a letter in two fragments", [.. Frame(Text, [0xc3]), .. Frame(Final, [0xa4]), .. Ends], ["ä", "end"]),
        new("8.1 a letter in four fragments", [.. Frame(Text, [0xf0]), .. Frame(0, [0x9f]), .. Frame(0, [0x98]), .. Frame(Final, [0x80]), .. Ends], ["😀", "end"]),
        new("8.1 half a letter", [.. Whole("a"), .. Frame(Final | Text, [0xc3])], ["a", "1007"]),
        new("8.1 half a letter, and no other half", [.. Frame(Text, [0xc3]), .. Frame(Final, "a"u8)], ["1007"]),
        new("8.1 a byte of no letter", Frame(Final | Text, [0xff]), ["1007"]),
        new("8.1 a letter that is too long", Frame(Final | Text, [0xc0, 0xaf]), ["1007"]),
        new("8.1 half a surrogate pair", Frame(Final | Text, [0xed, 0xa0, 0x80]), ["1007"]),
        new("8.1 beyond the last letter", Frame(Final | Text, [0xf4, 0x90, 0x80, 0x80]), ["1007"]),
    ];

    private static IEnumerable<FrameCase> Closes() =>
    [
        new("5.5.1 without anything", [.. Frame(Final | Close, []), .. Whole("a")], ["end", "end"]),
        new("5.5.1 with a reason", Frame(Final | Close, [0x03, 0xe8, .. "bye"u8]), ["end"]),
        new("5.5.1 with the longest reason", Frame(Final | Close, [0x03, 0xe8, .. new byte[123]]), ["end"]),
        new("5.5.1 half a code", Frame(Final | Close, [3]), ["1002"]),
        new("5.5.1 too long", Frame(Final | Close, [0x03, 0xe8, .. new byte[124]]), ["1002"]),
        new("5.5.1 a reason that is no UTF-8", Frame(Final | Close, [0x03, 0xe8, 0xce, 0xba, 0xff]), ["1007"]),
        .. ((int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])
            .Select(code => new FrameCase($"7.4 code {code}", Frame(Final | Close, [(byte)(code >> 8), (byte)code]), ["end"])),
        .. ((int[])[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535])
            .Select(code => new FrameCase($"7.4 code {code}", Frame(Final | Close, [(byte)(code >> 8), (byte)code]), ["1002"])),
    ];

    private static IEnumerable<FrameCase> Sizes() =>
    [
        new("10.4 the largest", [.. Whole(new string('x', 100_000)), .. Ends], ["100000 x", "end"]),
        new("10.4 one more", [.. Whole(new string('x', 100_001)), .. Whole("a"), .. Ends], ["1009", "a", "end"]),
        new("10.4 one more in fragments", [.. Frame(Text, new byte[60_000]), .. Frame(0, new byte[40_000]), .. Frame(Final, "x"u8), .. Whole("a"), .. Ends], ["1009", "a", "end"]),
        new("10.4 far more", [Final | Text, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, .. new byte[500]], ["1009", "end"]),
    ];
}
