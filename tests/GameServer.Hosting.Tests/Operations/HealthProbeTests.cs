using GameServer.Hosting.Operations;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Tests.Operations;

public sealed class HealthProbeTests
{
    [Theory]
    [InlineData("urls", "http://127.0.0.1:7000", "http://127.0.0.1:7000/")]
    [InlineData("urls", "https://+:7001;http://+:7000", "http://localhost:7000/")]
    [InlineData("urls", "http://[::]:7000", "http://localhost:7000/")]
    [InlineData("urls", "https://*:7001", "https://localhost:7001/")]
    [InlineData("http_ports", "8080", "http://localhost:8080/")]
    [InlineData("https_ports", "8443", "https://localhost:8443/")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://0.0.0.0:9000", "http://localhost:9000/")]
    [InlineData("nothing", "", "http://localhost:5000/")]
    public void It_asks_where_the_configuration_says_that_the_server_listens(string key, string value, string target)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        Assert.Equal(new Uri(target), HealthProbe.Target(configuration));
    }

    [Fact]
    public async Task It_ends_with_0_where_a_server_is_ready_and_says_that_none_answers_where_none_does()
    {
        using var folder = new TemporaryFolder();
        string url;
        using (var server = RunningServer.Start(folder))
        {
            url = server.Url.ToString();
            Assert.Equal(0, await HealthProbe.RunAsync([url]));
            Assert.Equal(0, await HealthProbe.RunAsync(["--urls", url]));
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => HealthProbe.RunAsync([url]));
        Assert.StartsWith($"No server answers at {url}: ", failure.Message, StringComparison.Ordinal);
    }
}
