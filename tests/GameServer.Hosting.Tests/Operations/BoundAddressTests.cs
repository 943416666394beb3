using System.Net;
using GameServer.Hosting.Operations;

namespace GameServer.Hosting.Tests.Operations;

public sealed class BoundAddressTests
{
    private static readonly IPAddress[] Network = [IPAddress.Parse("192.168.1.20"), IPAddress.Parse("fe80::1"), IPAddress.Parse("10.0.0.3")];

    [Theory]
    [InlineData("http://[::]:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    public void All_addresses_open_here_and_in_the_network(string bound) => Assert.Equal(
        ["http://localhost:5080/", "http://192.168.1.20:5080/", "http://10.0.0.3:5080/"],
        BoundAddress.Parse(bound).Openable(Network).Select(url => url.ToString()));

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("https://[::1]:5443", "https://[::1]:5443/")]
    public void One_address_opens_as_it_is(string bound, string url) =>
        Assert.Equal([new Uri(url)], BoundAddress.Parse(bound).Openable(Network));
}
