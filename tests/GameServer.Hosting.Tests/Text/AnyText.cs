using CsCheck;

namespace GameServer.Hosting.Tests.Text;

/// <summary>Text as strangers might type it: of ordinary letters, and of whatever Unicode has that is not.</summary>
internal static class AnyText
{
    private static readonly Gen<int> Troublesome = Pick(
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2060, 0x2066, 0x2069, 0x2800,
        0x3164, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFC, 0x1D159, 0xE0020, 0xE0062, 0xE0065, 0xE006E, 0xE0067, 0xE007F, 0xE0100,
        0x1F3F4, 0x1F468, 0x1F3FD, 0x2764, 0x1F1E9, 0x20E3, 0x20, 0xA0, 0x3000);

    private static readonly Gen<int> Marks = Gen.OneOf(
        Gen.Int[0x300, 0x36F], Gen.Int[0x483, 0x489], Gen.Int[0x591, 0x5C7], Gen.Int[0x610, 0x61A], Gen.Int[0x64B, 0x65F],
        Gen.Int[0x93A, 0x94F], Gen.Int[0xE31, 0xE4E], Gen.Int[0xF71, 0xFBC], Gen.Int[0x1AB0, 0x1ACE], Gen.Int[0x20D0, 0x20F0]);

    private static readonly Gen<int> Letters = Gen.OneOf(
        Gen.Int['a', 'z'], Gen.Int['A', 'Z'], Gen.Int['0', '9'], Gen.Int[0xC0, 0x24F], Gen.Int[0x370, 0x3FF], Gen.Int[0x400, 0x52F],
        Gen.Int[0x5D0, 0x5EA], Gen.Int[0x620, 0x64A], Gen.Int[0x905, 0x939], Gen.Int[0xE01, 0xE2E], Gen.Int[0xF40, 0xF6C],
        Gen.Int[0x1100, 0x11FF], Gen.Int[0x1E00, 0x1FFF], Gen.Int[0x3041, 0x30FF], Gen.Int[0x4E00, 0x4E40], Gen.Int[0xAC00, 0xAC40],
        Gen.Int[0xFB00, 0xFB4F], Gen.Int[0xFF21, 0xFF5A], Gen.Int[0x1D400, 0x1D44F]);

    /// <summary>Any text, not always well formed.</summary>
    public static readonly Gen<string> Any = Gen.Frequency(
        (8, Letters.Select(char.ConvertFromUtf32)),
        (5, Marks.Select(char.ConvertFromUtf32)),
        (5, Troublesome.Select(char.ConvertFromUtf32)),
        (1, Gen.Int[0, 0xFFFF].Select(static unit => ((char)unit).ToString())),
        (1, Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32))).Array[0, 40].Select(string.Concat);

    /// <summary>Words of letters and marks, as names are made of.</summary>
    public static readonly Gen<string> Words = Gen.Frequency(
        (8, Letters.Select(char.ConvertFromUtf32)), (3, Marks.Select(char.ConvertFromUtf32)), (1, Pick(0x20, 0x2D, 0x5F, 0x200C, 0x200D).Select(char.ConvertFromUtf32)))
        .Array[1, 12].Select(string.Concat);

    private static Gen<int> Pick(params int[] points) => Gen.Int[0, points.Length - 1].Select(index => points[index]);
}
