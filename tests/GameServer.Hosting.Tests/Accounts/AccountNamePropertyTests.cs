using System.Security.Cryptography;
using System.Text;
using CsCheck;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Text;
using GameServer.Hosting.Text;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Accounts;

/// <summary>The seed of a failure is printed, and CsCheck_Seed repeats it.</summary>
public sealed class AccountNamePropertyTests
{
    private static readonly NormalizationForm[] Forms =
        [NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD];

    [Fact]
    public void A_name_stays_valid_and_the_same_in_every_normal_form() => Sample(static name =>
    {
        Assert.Equal(name, AccountName.Parse(name.Text));
        foreach (var form in Forms)
        {
            Assert.Equal(name.Key, AccountName.Parse(name.Text.Normalize(form)).Key);
        }

        Assert.Equal(name.Text, AccountName.Parse(name.Text.Normalize(NormalizationForm.FormD)).Text);
    });

    [Fact]
    public void A_key_does_not_know_case_and_is_its_own_key() => Sample(static name =>
    {
        Assert.Equal(name.Key, NameKey.Of(name.Text.ToUpperInvariant()));
        Assert.Equal(name.Key, NameKey.Of(name.Text.ToLowerInvariant()));
        Assert.Equal(name.Key, NameKey.Of(name.Key));
        Assert.DoesNotContain('/', name.Key);
    });

    [Fact]
    public void Names_that_are_one_have_one_key() => Gen.Select(AnyText.Words, AnyText.Words, Gen.Int[0, 2]).Sample((one, other, twins) =>
    {
        // Twins are made by what is not compared, so that there are some.
        var twin = twins switch
        {
            0 => one.Normalize(NormalizationForm.FormD).ToUpperInvariant().Normalize(NormalizationForm.FormKD),
            // A dotted capital I is no small l.
            1 => one.Normalize(NormalizationForm.FormKD).Replace("l\u0307", "L\u0307", StringComparison.Ordinal).Replace('l', 'I').Replace('O', '0'),
            _ => other,
        };
        Assert.True(NameKey.AreOne(one, one));
        Assert.Equal(NameKey.AreOne(one, twin), NameKey.AreOne(twin, one));
        Assert.True(twins == 2 || NameKey.AreOne(one, twin), $"{one} {twin}");
        Assert.True(NameKey.Of(one) == NameKey.Of(twin) || !NameKey.AreOne(one, twin), $"{one} {twin}");
    }, iter: 20_000);

    [Fact]
    public void Keys_are_what_databases_hold()
    {
        var keys = new StringBuilder();
        foreach (var point in Enumerable.Range(0, 0x10FFFF).Where(Rune.IsValid))
        {
            var rune = new Rune(point);
            if (rune.IsAscii ? Rune.IsLetterOrDigit(rune) : Scripts.Of(rune).Count > 0)
            {
                keys.Append(NameKey.Of(rune.ToString())).Append('\n');
            }
        }

        // Where this fails on purpose, a migration gives accounts their keys anew, as NameKeys did.
        Assert.StartsWith("935F22CEE8BBA603E16A40E052C4D366", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(keys.ToString()))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_numbered_name_is_a_name() => Gen.Select(AnyText.Words, Gen.Int[1, 9_999_999]).Sample((raw, number) =>
    {
        if (Parse(raw) is { } name)
        {
            var numbered = name.WithNumber(number);
            Assert.Equal(numbered, AccountName.Parse(numbered.Text));
        }
    }, iter: 20_000);

    private static void Sample(Action<AccountName> holds) => AnyText.Words.Sample(raw =>
    {
        if (Parse(raw) is { } name)
        {
            holds(name);
        }
    }, iter: 30_000);

    private static AccountName? Parse(string raw)
    {
        try
        {
            return AccountName.Parse(raw);
        }
        catch (RpcException)
        {
            return null;
        }
    }
}
