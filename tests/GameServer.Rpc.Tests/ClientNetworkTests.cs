namespace GameServer.Rpc.Tests;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64", true)]
    [InlineData("0.0.0.0", "::", false)]
    [InlineData("0.0.0.0", "unknown", false)]
    [InlineData("unknown", "", true)]
    public void An_IPv6_address_stands_for_its_network(string one, string other, bool same) =>
        Assert.Equal(same, ClientNetwork.Of(one) == ClientNetwork.Of(other));
}
