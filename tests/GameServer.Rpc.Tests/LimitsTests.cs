using GameServer.Rpc.Tests.Support;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Tests;

/// <summary>Limits are checked at start-up, and a complaint says what to change.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData("MessageBytes", "10", "Limits:MessageBytes is 10; it must be from 256 to 67108864, or 0 for no limit.")]
    [InlineData("Depth", "1000", "Limits:Depth is 1000; it must be from 4 to 512, or 0 for no limit.")]
    [InlineData("InFlight", "-1", "Limits:InFlight is -1; it must be from 1 to 10000, or 0 for no limit.")]
    [InlineData("CallsPerSecond", "0.01", "Limits:CallsPerSecond is 0.01; it must be from 0.1 to 1000000, or 0 for no limit.")]
    [InlineData("OutboxBytes", "100", "Limits:OutboxBytes is 100; it must be from 16384 to 1073741824, or 0 for no limit.")]
    [InlineData("SendTimeoutSeconds", "NaN", "Limits:SendTimeoutSeconds is NaN; it must be from 0.1 to 3600, or 0 for no limit.")]
    [InlineData("ConnectionsPerAddress", "-64", "Limits:ConnectionsPerAddress is -64; it must be from 1 to 1000000, or 0 for no limit.")]
    [InlineData("SignInSeconds", "0.5", "Limits:SignInSeconds is 0.5; it must be from 1 to 3600, or 0 for no limit.")]
    [InlineData("IdleSeconds", "7200", "Limits:IdleSeconds is 7200; it must be from 1 to 3600, or 0 for no limit.")]
    [InlineData("MessageBytes", "300000", "Limits:OutboxBytes is '262144'; it must be at least MessageBytes, which is 300000.")]
    public async Task A_wrong_limit_stops_the_start(string key, string value, string complaint)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync((key, value)));
        Assert.Equal([complaint], error.Failures);
    }

    [Fact]
    public async Task Every_limit_can_be_switched_off()
    {
        await using var server = await TestServer.StartAsync(
            ("MessageBytes", "0"), ("Depth", "0"), ("InFlight", "0"), ("CallsPerSecond", "0"), ("CallsBurst", "0"),
            ("FailuresPerSecond", "0"), ("FailuresBurst", "0"), ("OutboxBytes", "0"), ("SendTimeoutSeconds", "0"),
            ("ConnectionsPerAddress", "0"), ("SignInSeconds", "0"), ("IdleSeconds", "0"));
        using var client = new TestClient(await server.OpenAsync(), true);
        Assert.Equal(
            """{"jsonrpc":"2.0","result":300000,"id":1}""",
            await client.CallAsync($$"""{"jsonrpc":"2.0","id":1,"method":"calc.length","params":["{{new string('x', 300_000)}}"]}"""));
        for (var call = 0; call < 300; call++)
        {
            Assert.Equal(
                """{"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}""", await CallRawAsync(client));
        }
    }

    private static async Task<string> CallRawAsync(TestClient client)
    {
        await client.SendRawAsync("{"u8.ToArray());
        return await client.ReceiveTextAsync();
    }
}
