using System.Globalization;
using System.Text;
using CsCheck;
using GameServer.Hosting.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Text;

/// <summary>The seed of a failure is printed, and CsCheck_Seed repeats it.</summary>
public sealed class ChatTextPropertyTests
{
    [Fact]
    public void No_accepted_text_shows_nothing() => Sample(static text => Assert.Contains(text.EnumerateRunes(), static rune =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => false,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => false,
            _ => !CodePoints.IsIgnorable(rune) && rune.Value is not 0x2800,
        }));

    [Fact]
    public void An_accepted_text_is_normal_and_accepted_as_it_is() => Sample(static text =>
    {
        Assert.True(text.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(text, ChatText.Parse(text));
        Assert.Equal(text, ChatText.Parse(text.Normalize(NormalizationForm.FormD)));
    });

    [Fact]
    public void An_accepted_text_is_bounded() => Sample(static text =>
    {
        Assert.InRange(new StringInfo(text).LengthInTextElements, 1, 200);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 5000);
        Assert.DoesNotContain(text.EnumerateRunes(), static rune => CodePoints.IsDirection(rune) || Rune.IsControl(rune));
    });

    private static void Sample(Action<string> holds) => AnyText.Any.Sample(raw =>
    {
        string text;
        try
        {
            text = ChatText.Parse(raw);
        }
        catch (RpcException)
        {
            return;
        }

        holds(text);
    }, iter: 20_000);
}
