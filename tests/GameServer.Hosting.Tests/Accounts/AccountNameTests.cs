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
    [InlineData("राम"), InlineData("सीता"), InlineData("श्रीनिवास रामानुजन"), InlineData("क्‍ष"), InlineData("समीर१२")]
    [InlineData("น้ำฝน"), InlineData("สมชาย"), InlineData("ที่รัก"), InlineData("ลาว")]
    [InlineData("தமிழ்"), InlineData("ராம்"), InlineData("రాముడు"), InlineData("ಕನ್ನಡ"), InlineData("മലയാളം"), InlineData("ශ්‍රී ලංකා")]
    [InlineData("রাম"), InlineData("ਗੁਰਮੁਖੀ"), InlineData("ગુજરાતી"), InlineData("ଓଡ଼ିଆ"), InlineData("ខ្មែរ"), InlineData("မြန်မာ"), InlineData("ລາວ")]
    [InlineData("بۆدیۆ"), InlineData("مُحَمَّد"), InlineData("علي"), InlineData("می‌خواهم"), InlineData("שָׁלוֹם"), InlineData("גל")]
    [InlineData("李明"), InlineData("김철"), InlineData("ゆき"), InlineData("カイ"), InlineData("山田ー"), InlineData("佐々木"), InlineData("ㄅㄆ")]
    [InlineData("Nguyễn Văn"), InlineData("Ẹ̀bùn"), InlineData("Иван"), InlineData("Ёжик"), InlineData("Їжак"), InlineData("Γιώργος"), InlineData("Արամ")]
    [InlineData("გიორგი"), InlineData("አበበ"), InlineData("ᏣᎳᎩ"), InlineData("ᐃᓄᒃᑎᑐᑦ"), InlineData("ߒߞߏ"), InlineData("ދިވެހި")]
    [InlineData("བསྟན་འཛིན"), InlineData("རྡོ་རྗེ"), InlineData("Գևորգ"), InlineData("ໝອນ"), InlineData("ໜູນາ"), InlineData("ㅋㅋㅋ"), InlineData("ㅇㅇ")]
    [InlineData("AnnさんABC漢字"), InlineData("Kim김"), InlineData("Wang王ㄅ"), InlineData("李明2"), InlineData("Ann-2_b")]
    public void A_name_of_letters_digits_spaces_hyphens_and_underscores_is_kept(string name) =>
        Assert.Equal(name, AccountName.Parse(name).Text);

    [Theory]
    [InlineData("  Ann   Lee ", "Ann Lee")]
    [InlineData("Ａｎｎ", "Ann")]
    [InlineData("Ann\u00A0Lee", "Ann Lee")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("\u0E19\u0E49\u0E33\u0E1D\u0E19", "น้ำฝน")]
    [InlineData("ｱｲ", "アイ")]
    [InlineData("ﬁna", "fina")]
    public void A_name_is_tidied(string raw, string tidy) => Assert.Equal(tidy, AccountName.Parse(raw).Text);

    [Theory]
    [InlineData("ANN", "ann")]
    [InlineData("Ａnn", "ann")]
    [InlineData("Zoe\u0308", "ZOË")]
    [InlineData("Straße1", "STRAẞE1")]
    [InlineData("Straße1", "strasse1")]
    [InlineData("ﬁona", "FIONA")]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ")]
    [InlineData("ΌΣΟΣ", "όσος")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ISTANBUL", "ıstanbul")]
    [InlineData("Ǆemal", "ǆemal")]
    [InlineData("ŉabc", "ʼnabc")]
    [InlineData("ᏣᎳᎩ", "ꮳꮃꭹ")]
    [InlineData("می‌خواهم", "میخواهم")]
    [InlineData("عـلي", "علي")]
    [InlineData("ㅎㅏㄴㅏ", "하나")]
    [InlineData("Գևորգ", "ԳԵՒՈՐԳ"), InlineData("ໝອນ", "ຫມອນ")]
    [InlineData("น้ำฝน", "\u0E19\u0E49\u0E4D\u0E32\u0E1D\u0E19")]
    public void Names_are_compared_without_case_and_form(string one, string other) => AssertOne(one, other);

    [Theory]
    [InlineData("Анна", "АННА")]
    [InlineData("АННА", "AHHA")]
    [InlineData("сосо", "coco")]
    [InlineData("РОМА", "POMA")]
    [InlineData("ΝΙΝΑ", "NINA")]
    [InlineData("Νίνα", "Nína")]
    [InlineData("ΤΟΜ", "TOM")]
    [InlineData("ТОМ", "ΤΟΜ")]
    [InlineData("ГОРА", "ΓΟΡΑ")]
    [InlineData("Ёё1", "Ëë1")]
    [InlineData("ꓐꓳꓐ", "BOB")]
    [InlineData("ᎪᎢᎬ", "ATE")]
    [InlineData("PauI", "Paul")]
    [InlineData("Pau1", "Paul")]
    [InlineData("B0b", "Bob")]
    [InlineData("ɑnn", "ann")]
    [InlineData("AlIa", "Alla"), InlineData("AlIa", "Alia"), InlineData("lan", "Ian"), InlineData("BiIly", "Billy"), InlineData("McIntyre", "Mclntyre")]
    [InlineData("N0va", "Nova"), InlineData("Ann1", "Annl"), InlineData("ANN1", "ANNI"), InlineData("Раӏ", "Pal"), InlineData("ΡΑΙ", "Pal"), InlineData("ꓐꓲꓡ", "BIL")]
    public void Names_that_look_alike_are_one(string one, string other) => AssertOne(one, other);

    [Theory]
    [InlineData("Ann", "Anna")]
    [InlineData("Zoë", "Zoe")]
    [InlineData("Nik", "Vik")]
    [InlineData("Yma", "Uma")]
    [InlineData("Ann Lee", "Ann-Lee")]
    [InlineData("Ben", "Hen")]
    [InlineData("Marn", "Mam")]
    [InlineData("李明", "李朋")]
    [InlineData("राम", "रमा")]
    [InlineData("Анна", "Инна")]
    [InlineData("محمد", "مُحَمَّد")]
    [InlineData("Alia", "Alla"), InlineData("ALIA", "ALLA"), InlineData("ALIA", "Alla"), InlineData("Ali", "All"), InlineData("Mila", "Milla")]
    [InlineData("Bili", "Bill"), InlineData("Anni", "Ann1"), InlineData("Ian", "Lan"), InlineData("İlker", "Llker"), InlineData("Лили", "Лилл")]
    [InlineData("Muller", "Müller"), InlineData("Anna", "Hanna"), InlineData("Ivan", "Иван")]
    public void Other_names_are_others(string one, string other)
    {
        Assert.False(AccountName.Parse(one).IsOneWith(other));
        Assert.False(AccountName.Parse(other).IsOneWith(one));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Al"), InlineData("Бо"), InlineData("Ζω"), InlineData("12"), InlineData("李"), InlineData("व"), InlineData("a\u0301\u0302")]
    [InlineData("Аnn"), InlineData("Annа"), InlineData("Βob"), InlineData("Анна漢"), InlineData("かなАн"), InlineData("김かな"), InlineData("ㄅか"), InlineData("ab\u05D0"), InlineData("Ann١")]
    [InlineData("राम১১"), InlineData("Ann\u064E"), InlineData("𐌀𐌁𐌂"), InlineData("ᚠᚢᚦ"), InlineData("\u0301Ann"), InlineData("A \u0301nn"), InlineData("1\u0301nn"), InlineData("Ann\u20DD")]
    [InlineData("Ann\u0301\u0315\u0315\u0315\u0315\u0315"), InlineData("Ann\u200B"), InlineData("An\u200Dn"), InlineData("An\u200Cn"), InlineData("\u200Dरा"), InlineData("राम\u200D")]
    [InlineData("मी\u200C\u200Cख"), InlineData("Ann\uFE0F"), InlineData("Ann\u00AD"), InlineData("Ann\uE000"), InlineData("Ann\u0378"), InlineData("\U00013441\U00013441\U00013441"), InlineData("Ann\u200E")]
    [InlineData("Ann\u2028Lee"), InlineData("Ann\u17B4"), InlineData("ﷺﷺ"), InlineData("Ann/1"), InlineData("\u0E33\u0E25\u0E25"), InlineData("Ann.")]
    [InlineData("Ann་Lee"), InlineData("་བསྟན"), InlineData("བསྟན་"), InlineData("བསྟན་་འཛིན"), InlineData("བསྟན་2")]
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

    [Theory]
    [InlineData("श्रीनिवास रामानुजन श्री"), InlineData("ශ්‍රීශ්‍රීශ්‍රීශ්‍රීශ්‍රීශ්‍රීශ්‍රී"), InlineData("Nguyễn Văn Nguyễn Vă"), InlineData("𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋𠀋"), InlineData("김철김철김철김철김철김철김철김철김철김철"), InlineData("李明"), InlineData("राम१"), InlineData("ཀ་ཀ་ཀ་ཀ་ཀ་ཀ་ཀ་ཀ་ཀ་ཀ")]
    public void A_number_behind_any_name_leaves_it_a_name(string name)
    {
        for (var number = 1; number <= 1_000_000; number *= 10)
        {
            var numbered = AccountName.Parse(name).WithNumber(number);
            Assert.EndsWith($"-{number}", numbered.Text, StringComparison.Ordinal);
            Assert.Equal(numbered, AccountName.Parse(numbered.Text));
        }
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        foreach (var raw in new[] { "Ann\uD83D", "\uDE00Ann", "\uD83D\uD83D\uD83D" })
        {
            Assert.Equal(ErrorCodes.NameOrPasswordRefused, Assert.Throws<RpcException>(() => AccountName.Parse(raw)).Code);
            Assert.Null(AccountName.Find(raw));
        }
    }

    [Fact]
    public void A_name_has_20_characters_and_200_bytes()
    {
        var longest = string.Concat(Enumerable.Repeat("मी", 20));
        Assert.Equal(longest, AccountName.Parse(longest).Text);
        Assert.Contains("at most 20", Refused(longest + "मी"), StringComparison.Ordinal);
        Assert.Contains("200 bytes", Refused(string.Concat(Enumerable.Repeat("\u1000\u103C\u103D\u103E", 20))), StringComparison.Ordinal);
        Assert.Contains("at most 20", Refused(new string('x', 100_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Al", "at least 3"), InlineData("Аnn", "mix"), InlineData("राम১১", "mix"), InlineData("𐌀𐌁𐌂", "in use today"), InlineData("Ann!", "letters")]
    public void A_refusal_says_which_rule_was_broken(string raw, string part) => Assert.Contains(part, Refused(raw), StringComparison.Ordinal);

    [Theory]
    [InlineData("Аnn"), InlineData("Al"), InlineData("戦"), InlineData("𐌀𐌁𐌂")]
    public void A_name_of_older_rules_can_be_looked_for(string name) => Assert.Equal(name, AccountName.Find(name)?.Text);

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" "), InlineData("ann/1"), InlineData("<b>")]
    public void What_no_rules_ever_allowed_is_not_looked_for(string? raw) => Assert.Null(AccountName.Find(raw));

    private static void AssertOne(string one, string other)
    {
        Assert.True(AccountName.Parse(one).IsOneWith(AccountName.Parse(other).Text));
        Assert.True(AccountName.Parse(other).IsOneWith(AccountName.Parse(one).Text));
        Assert.Equal(AccountName.Parse(one).Key, AccountName.Parse(other).Key);
    }

    private static string Refused(string raw) => Assert.Throws<RpcException>(() => AccountName.Parse(raw)).Message;
}
