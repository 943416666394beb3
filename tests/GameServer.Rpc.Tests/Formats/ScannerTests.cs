using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>Where a MessagePack value ends, by the check of what comes in and by the walk over what was checked.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData("00")]
    [InlineData("c0")]
    [InlineData("a3616263")]
    [InlineData("d903616263")]
    [InlineData("c4020102")]
    [InlineData("d40101")]
    [InlineData("c7020101ff")]
    [InlineData("cb7fefffffffffffff")]
    [InlineData("90")]
    [InlineData("80")]
    [InlineData("9301a16202")]
    [InlineData("82a16192c0c3a16280")]
    [InlineData("dc0003909191c080")]
    [InlineData("de000101de000102dd0000000103")]
    public void A_value_ends_where_all_that_it_holds_does(string hex)
    {
        var value = Convert.FromHexString(hex);
        byte[] framed = [0xc3, .. value, 0x92, 0xc0, 0xc0];
        Assert.Equal(1 + value.Length, MessagePackScanner.End(framed, 1, 4));
        Assert.Equal(1 + value.Length, MessagePackScanner.Skip(framed, 1));
    }

    [Fact]
    public void A_value_nested_as_deeply_as_can_be_is_walked_over()
    {
        byte[] value = [.. Enumerable.Repeat((byte)0x91, RpcLimits.GreatestDepth), 0xc0];
        Assert.Equal(value.Length, MessagePackScanner.End(value, 0, RpcLimits.GreatestDepth));
        Assert.Equal(value.Length, MessagePackScanner.Skip(value, 0));
    }
}
