using GameServer.Hosting.Accounts;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Accounts;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("Ann")]
    [InlineData("Tank_Ace-99")]
    [InlineData("Zoë Müller")]
    [InlineData("戦車王")]
    [InlineData("12345678901234567890")]
    public void A_name_of_letters_digits_spaces_hyphens_and_underscores_is_kept(string name) =>
        Assert.Equal(name, AccountName.Parse(name).Text);

    [Theory]
    [InlineData("  Ann   Lee ", "Ann Lee")]
    [InlineData("Ａｎｎ", "Ann")]
    [InlineData("Ann\u00A0Lee", "Ann Lee")]
    public void A_name_is_tidied(string raw, string tidy) => Assert.Equal(tidy, AccountName.Parse(raw).Text);

    [Theory]
    [InlineData("ANN", "ann")]
    [InlineData("Ａnn", "ann")]
    [InlineData("Zoe\u0308", "ZOË")]
    public void Names_are_compared_without_case_and_form(string one, string other) =>
        Assert.Equal(AccountName.Parse(one).Key, AccountName.Parse(other).Key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Al")]
    [InlineData("123456789012345678901")]
    [InlineData("---")]
    [InlineData("<b>Ann</b>")]
    [InlineData("Ann\u0000Lee")]
    [InlineData("Ann\nLee")]
    [InlineData("Ann\u202ELee")]
    [InlineData("Ann\u115F")]
    [InlineData("Ann\u1160")]
    [InlineData("Ann\u3164")]
    [InlineData("Ann\uFFA0")]
    [InlineData("Ann\uD83D")]
    [InlineData("\uDE00Ann")]
    [InlineData("Ann😀")]
    public void Anything_else_is_refused_with_1009(string? raw) =>
        Assert.Equal(ErrorCodes.NameOrPasswordRefused, Assert.Throws<RpcException>(() => AccountName.Parse(raw)).Code);

    [Fact]
    public void A_number_behind_a_name_leaves_it_a_name()
    {
        var numbered = AccountName.Parse("12345678901234567 90").WithNumber(99);
        Assert.Equal("12345678901234567-99", numbered.Text);
        Assert.Equal(numbered, AccountName.Parse(numbered.Text));
    }
}
