using System.Globalization;
using System.Text;
using GameServer.Hosting.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Text;

public sealed class ChatTextTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
    private const string Scotland = "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F";

    /// <summary>Characters that show nothing, by code point; the range's ends where there are many.</summary>
    public static TheoryData<int> Invisible =>
    [
        0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061,
        0x2064, 0x2065, 0x206A, 0x206F, 0x2800, 0x3164, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9, 0xFFFC, 0x16FE4, 0x13430,
        0x13441, 0x1BCA0, 0x1D159, 0x1D173, 0x1D17A, 0xE0000, 0xE0001, 0xE0020, 0xE0061, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF,
        // White space.
        0x0020, 0x00A0, 0x1680, 0x2003, 0x200A, 0x202F, 0x205F, 0x3000, 0x0085, 0x2028,
        // Marks that stand on nothing.
        0x0301, 0x0488, 0x0903, 0x20DD, 0x0E49, 0x05B0, 0x064B, 0x1CF7,
    ];

    [Theory, MemberData(nameof(Invisible))]
    public void A_text_that_shows_nothing_is_refused(int point)
    {
        var one = char.ConvertFromUtf32(point);
        foreach (var text in new[] { one, one + one, $" {one} \u200B{one}", string.Concat(Enumerable.Repeat(one, 50)) })
        {
            Refused(text);
        }
    }

    [Theory, MemberData(nameof(Invisible))]
    public void What_shows_nothing_is_left_out_of_a_text_that_shows_something(int point)
    {
        var one = char.ConvertFromUtf32(point);
        // A mark that stands on a letter shows, white space parts words, and the empty cell is braille's space.
        var text = ChatText.Parse($"x{one}");
        Assert.True(text == "x" || (CodePoints.IsMark(new Rune(point)) && !CodePoints.IsIgnorable(new Rune(point))) || point == 0x2800);
        if (!Rune.IsWhiteSpace(new Rune(point)) && point != 0x2800 && (text == "x"))
        {
            Assert.Equal("xy", ChatText.Parse($"{one}x{one}y{one}"));
        }
    }

    [Theory]
    [InlineData("\u200E"), InlineData("\u200F"), InlineData("\u061C"), InlineData("\u202A"), InlineData("\u202B"), InlineData("\u202C")]
    [InlineData("\u202D"), InlineData("\u202E"), InlineData("\u2066"), InlineData("\u2067"), InlineData("\u2068"), InlineData("\u2069")]
    public void A_mark_that_turns_the_direction_is_refused(string mark)
    {
        Assert.Contains("direction", Refused($"a{mark}b"), StringComparison.Ordinal);
        Assert.Contains("direction", Refused($"\u05D0{mark}\u05D1"), StringComparison.Ordinal);
        Refused(mark);
    }

    [Theory]
    [InlineData("one\ntwo"), InlineData("one\r\ntwo"), InlineData("a\tb"), InlineData("a\u0000b"), InlineData("bell\u0007!"), InlineData("a\u0085b")]
    [InlineData("a\u2028b"), InlineData("a\u2029b"), InlineData("a\u001Bb"), InlineData("a\u007Fb")]
    public void More_than_a_line_and_control_characters_are_refused(string text) => Assert.Contains("line", Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("a\uE000"), InlineData("\uF8FF"), InlineData("a\U000F0000"), InlineData("\U0010FFFD"), InlineData("a\uFFFE"), InlineData("\uFDD0a")]
    [InlineData("a\U0001FFFF"), InlineData("\u0378"), InlineData("a\u05CE")]
    public void Private_and_unassigned_characters_are_refused(string text) => Assert.Contains("Unicode", Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused()
    {
        foreach (var text in new[] { "a\uD83D", "\uDE00a", "\uD83D", "\uDE00\uD83D" })
        {
            Assert.Contains("half", Refused(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("  "), InlineData("\u3000\u2003\u00A0"), InlineData("\n\r\t")]
    public void An_empty_text_is_refused(string? text) => Assert.Contains("empty", Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("hello")]
    [InlineData("\U0001F600")]
    [InlineData(Family)]
    [InlineData("\U0001F469\U0001F3FD\u200D\u2764\uFE0F\u200D\U0001F48B\u200D\U0001F468\U0001F3FF")]
    [InlineData("\U0001F44D\U0001F3FF")]
    [InlineData("\U0001F1E9\U0001F1EA")]
    [InlineData(Scotland)]
    [InlineData("1\uFE0F\u20E3 #\uFE0F\u20E3")]
    [InlineData("\u2764\uFE0F \u2764\uFE0E \u00A9\uFE0F")]
    [InlineData("\U0001F3F3\uFE0F\u200D\U0001F308 \U0001F3F4\u200D\u2620\uFE0F \U0001F9D1\U0001F3FB\u200D\U0001F680")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD \u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD")]
    [InlineData("\u0645\u0631\u062D\u0628\u0627 \u0645\u064F\u062D\u064E\u0645\u064E\u0651\u062F")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\u0DC1\u0DCA\u200D\u0DBB\u0DD3 \u0DBD\u0D82\u0D9A\u0DCF")]
    [InlineData("\u0915\u094D\u200D\u0937 \u0915\u094D\u200C\u0937 \u0939\u093F\u0928\u094D\u0926\u0940")]
    [InlineData("\u0D28\u0D4D\u200D")]
    [InlineData("\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22 \u0E19\u0E49\u0E33 \u0E17\u0E35\u0E48")]
    [InlineData("( \u0361\u00B0 \u035C\u0296 \u0361\u00B0)")]
    [InlineData("\u0F67\u0F90\u0FB5\u0FA8\u0FB3\u0FBA\u0FBC\u0FBB\u0F82")]
    [InlineData("\u1000\u103C\u103D\u103E\u1031\u102C\u103A")]
    [InlineData("\u179F\u17D2\u178F\u17D2\u179A\u17B8")]
    [InlineData("Ti\u1EBFng Vi\u1EC7t")]
    [InlineData("\u845B\U000E0100\u98FE")]
    [InlineData("\u1820\u180B\u1828")]
    [InlineData("\u2813\u2811\u2807\u2807\u2815\u2800\u2832")]
    [InlineData("<b>\u00DCn\u00EFcode</b> & \"quotes\"")]
    public void Ordinary_text_stays_as_it_is(string text) => Assert.Equal(text, ChatText.Parse(text));

    [Theory]
    [InlineData("  hello \u3000", "hello")]
    [InlineData("\u200B hi \u200B", "hi")]
    [InlineData("e\u0301te\u0301", "\u00E9t\u00E9")]
    [InlineData("e\u034F\u0301", "\u00E9")]
    [InlineData("a\u200Db", "ab")]
    [InlineData("a\uFE0Fb", "ab")]
    [InlineData("\U0001F600\u200D", "\U0001F600")]
    [InlineData("\U0001F600\u200D\u200D\U0001F600", "\U0001F600\u200D\U0001F600")]
    [InlineData("\U0001F600\U000E0068\U000E0069\U000E007F", "\U0001F600")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062", "\U0001F3F4")]
    [InlineData("\u0645\u200C\u200C\u200D\u0645", "\u0645\u200C\u0645")]
    [InlineData("\u2764\uFE0F\uFE0F", "\u2764\uFE0F")]
    [InlineData(" \u0301a", "a")]
    public void A_text_is_tidied(string raw, string tidy) => Assert.Equal(tidy, ChatText.Parse(raw));

    [Fact]
    public void Piled_marks_are_cut_to_four_a_letter()
    {
        var piled = new string('\u0315', 60);
        Assert.Equal("x" + piled[..4], ChatText.Parse("x" + piled));
        Assert.Equal("x" + piled[..4] + "y" + piled[..4], ChatText.Parse("x" + piled + "y" + piled));
        Assert.Equal("\u00E9" + piled[..4], ChatText.Parse("e\u0301" + piled));
        Assert.Equal("\U0001F600" + piled[..4], ChatText.Parse("\U0001F600" + piled));
        Assert.Equal("\u0F40" + new string('\u0F90', 8), ChatText.Parse("\u0F40" + new string('\u0F90', 60)));
        Assert.Equal("\u0915" + new string('\u0903', 8), ChatText.Parse("\u0915" + new string('\u0903', 60)));
        Assert.Equal("x" + new string('\u0F71', 4), ChatText.Parse("x" + new string('\u0F71', 60)));
        Assert.Equal("x " + piled[..4] + "y", ChatText.Parse("x " + piled + "y"));
        // A joiner between two of them makes none more.
        foreach (var joiner in new[] { "\u200C", "\u200D" })
        {
            var joined = ChatText.Parse("\u0915" + string.Concat(Enumerable.Repeat("\u0315" + joiner, 60)));
            Assert.Equal("\u0915" + string.Concat(Enumerable.Repeat("\u0315" + joiner, 4)), joined);
        }

        // Marks of different classes, in the order that takes a normaliser longest.
        var mixed = ChatText.Parse("x" + string.Concat(Enumerable.Repeat("\u0315\u0300\u0327", 1500)));
        Assert.InRange(mixed.Length, 2, 5);
    }

    [Theory]
    [InlineData("x"), InlineData("\u00E9"), InlineData("\U0001F600"), InlineData(Family), InlineData("\U0001F44D\U0001F3FF"), InlineData("\U0001F1E9\U0001F1EA")]
    [InlineData("1\uFE0F\u20E3"), InlineData("\u0928\u0940"), InlineData("\u0E17\u0E35\u0E48"), InlineData("\u05E9\u05B8\u05C1"), InlineData("\u6F22")]
    public void A_text_has_200_characters_as_people_count_them(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, 200));
        Assert.Equal(longest, ChatText.Parse(longest));
        Assert.Contains("200", Refused(longest + character), StringComparison.Ordinal);
        ChatText.Parse(string.Concat(Enumerable.Repeat(character, 101)));
    }

    [Fact]
    public void A_text_has_5000_bytes()
    {
        Assert.Contains("5000", Refused(string.Concat(Enumerable.Repeat(Scotland, 190))), StringComparison.Ordinal);
        Assert.Contains("5000", Refused("a" + new string('\u200B', 20_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_without_end_is_refused()
    {
        // To Unicode, any number of leading consonants is one syllable of Hangul.
        Assert.Contains("32", Refused(new string('\u1100', 100)), StringComparison.Ordinal);
        Assert.Equal(new string('\u1100', 10), ChatText.Parse(new string('\u1100', 10)));
        // Joined faces beyond eight are others.
        var faces = ChatText.Parse(string.Join('\u200D', Enumerable.Repeat("\U0001F600", 100)));
        Assert.Equal(13, new StringInfo(faces).LengthInTextElements);
    }

    private static string Refused(string? text)
    {
        var refusal = Assert.Throws<RpcException>(() => ChatText.Parse(text));
        Assert.Equal(ErrorCodes.TextRefused, refusal.Code);
        return refusal.Message;
    }
}
