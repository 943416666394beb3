using System.Text;
using System.Text.RegularExpressions;
using GameServer.Rpc.Tests.Conformance;

namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// What mutations begin with: every row of the conformance table, every example of PROTOCOL.md, and calls with
/// arguments of every form.
/// </summary>
public static partial class Corpus
{
    private static readonly string[] Calls =
    [
        """{"jsonrpc":"2.0","id":1,"method":"t.mixed","params":[1,"two","veryFancy",2.5,{"x":1,"y":-2},"AQID"]}""",
        """{"jsonrpc":"2.0","id":1.5,"method":"t.mixed","params":{"e":{"x":1.25},"a":-1,"b":null,"d":null}}""",
        """{"jsonrpc":"2.0","method":"t.mixed","params":[2147483647,"nöte\n\u0041\ud83d\ude00"]}""",
        """{"jsonrpc":"2.0","id":"a\n","method":"t.steer","params":{"direction":-1,"speed":1.25}}""",
        """{"jsonrpc":"2.0","id":null,"method":"t.many","params":[{"numbers":[1,2],"names":["a"],"scores":{"a":1},"set":[1,9007199254740993],"places":[{"x":1,"y":2.5}],"flags":[true],"kinds":["plain"],"price":1.25,"letter":"x","small":255,"large":18446744073709551615,"none":null}]}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.moments","params":[{"at":"2026-01-02T03:04:05Z","utc":"2026-01-02T03:04:05Z","day":"2026-01-02","hour":"03:04:05","length":"1.02:03:04","id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","link":"https://example.com/"}]}""",
        """{"jsonrpc":"2.0","id":7,"method":"t.tree","params":[{"name":"a","branches":[{"name":"b","branches":[{"name":"c","branches":[]}]}]}]}""",
        """[{"jsonrpc":"2.0","id":1,"method":"t.mixed","params":[1]},{"jsonrpc":"2.0","method":"subtract","params":[1,2]},[],1,{}]""",
    ];

    /// <summary>The messages, in one format.</summary>
    public static IReadOnlyList<byte[]> Of(bool isText)
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));
        var texts = Example().Matches(document).Select(example => example.Groups["text"].Value).Concat(Calls);
        return
        [
            .. texts.Select(text => isText ? Encoding.UTF8.GetBytes(text) : ConformanceRow.Pack(text)),
            .. SpecificationExamples.Rows.Concat(FurtherRows.Rows)
                .Where(row => row.OnlyText is null || row.OnlyText == isText)
                .SelectMany(row => row.Messages(isText)),
        ];
    }

    /// <summary>What means something to a parser of the format.</summary>
    public static IReadOnlyList<byte[]> Words(bool isText) => isText
        ? [.. TextWords.Select(Encoding.UTF8.GetBytes)]
        : [.. TextWords.Select(ConformanceRow.Pack).Where(word => word.Length > 0), .. Heads];

    private static readonly string[] TextWords =
    [
        "null", "true", "[]", "{}", "[[]]", "\"\"", "0", "-1", "1e999", "-0", "1.5", "2147483648", "18446744073709551616", "\"\\ud800\"",
        "\"jsonrpc\"", "\"2.0\"", "\"method\"", "\"params\"", "\"id\"", "\"t.many\"", "\"t.mixed\"", "\"t.moments\"", "\"a\"", "\"veryFancy\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"-10675199.02:48:05.4775808\"", "\"AQ==\"",
    ];

    private static readonly byte[][] Heads =
    [
        [0xc1], [0xc4, 0x01, 0x00], [0xc6, 0xff, 0xff, 0xff, 0xff], [0xc7, 0x01, 0x64, 0x00], [0xc9, 0x00, 0x00, 0x00, 0x01, 0x63, 0x00],
        [0xca, 0x7f, 0xc0, 0x00, 0x00], [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0], [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [0xd6, 0xff, 0, 0, 0, 0], [0xd9, 0x00], [0xdb, 0x7f, 0xff, 0xff, 0xff], [0xdc, 0x00, 0x00], [0xdd, 0xff, 0xff, 0xff, 0xff],
        [0xde, 0x00, 0x01], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0x91, 0x91, 0x91, 0x91], [0xa2, 0xc3, 0x28],
    ];

    [GeneratedRegex("```(?:json|msgpack)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
