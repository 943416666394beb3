using System.Globalization;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Tests.Operations;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Accounts:TokenDays", "0", "Accounts:TokenDays is 0; it must be from 1 to 3650.")]
    [InlineData("Accounts:TokenDays", "many", "Accounts:TokenDays is 'many'; it must be a whole number from 1 to 3650.")]
    [InlineData("Accounts:TokenDays", "", "Accounts:TokenDays is ''; it must be a whole number from 1 to 3650.")]
    [InlineData("Accounts:TokenDays", "7.5", "Accounts:TokenDays is '7.5'; it must be a whole number from 1 to 3650.")]
    [InlineData("Accounts:TokenDays", "99999999999", "Accounts:TokenDays is '99999999999'; it must be a whole number from 1 to 3650.")]
    [InlineData("Accounts:TokenDays", null, "Accounts:TokenDays is null; it must be a whole number from 1 to 3650.")]
    [InlineData("Accounts:TokenDays:0", "7", "Accounts:TokenDays has a key below it, Accounts:TokenDays:0; it must be a whole number from 1 to 3650.")]
    [InlineData("limits:callspersecond", "1,5", "Limits:CallsPerSecond is '1,5'; it must be a number from 0.1 to 1000000, or 0 for no limit.")]
    [InlineData("Limits:CallsPerSecond", "NaN", "Limits:CallsPerSecond is NaN; it must be from 0.1 to 1000000, or 0 for no limit.")]
    [InlineData("Network:Epoll", "yes", "Network:Epoll is 'yes'; it must be true or false.")]
    [InlineData("Rooms:Seed", "x", "Rooms:Seed is 'x'; it must be a whole number.")]
    [InlineData("Web:Origins", "https://play.example.org", "Web:Origins is 'https://play.example.org'; it must be a list, as in Web:Origins:0=https://play.example.org.")]
    [InlineData("Web:Origins:0:Url", "https://play.example.org", "Web:Origins:0 has a key below it, Web:Origins:0:Url; it must be a text.")]
    [InlineData("Accounts:PasswordIterations", "10", "Accounts:PasswordIterations is 10; it must be from 1000 to 10000000.")]
    [InlineData("Accounts:PasswordQueue", "-1", "Accounts:PasswordQueue is -1; it must be from 1 to 10000.")]
    [InlineData("Limits:ChatPerSecond", "-1", "Limits:ChatPerSecond is -1; it must be from 0.01 to 1000, or 0 for no limit.")]
    [InlineData("Limits:ChatBurst", "0", "Limits:ChatBurst is 0; it must be from 1 to 1000.")]
    [InlineData("Proxy:KnownProxies:0", "proxy", "Proxy:KnownProxies:0 is 'proxy'; it must be an IP address.")]
    [InlineData("Proxy:KnownProxies:0", "10.1", "Proxy:KnownProxies:0 is '10.1'; it must be an IP address.")]
    [InlineData("Proxy:KnownNetworks:0", "10.1.2.0/33", "Proxy:KnownNetworks:0 is '10.1.2.0/33'; it must be a network such as 10.1.2.0/24.")]
    [InlineData("Web:Origins:0", "*", "Web:Origins:0 is '*'; it must be a scheme, a host and perhaps a port, as in https://play.example.org.")]
    [InlineData("PathBase", "game", "PathBase is 'game'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "/", "PathBase is '/'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "/game/", "PathBase is '/game/'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "/a//b", "PathBase is '/a//b'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "/a/../b", "PathBase is '/a/../b'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "/my game", "PathBase is '/my game'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("PathBase", "https://example.org/game", "PathBase is 'https://example.org/game'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~")]
    [InlineData("Drain:Seconds", "25", "Drain:GraceSeconds is '25'; it must be more than Drain:Seconds, which is 25.")]
    public async Task A_setting_beyond_its_limits_stops_the_start_and_is_named_with_value_and_limit(
        string key, string? value, string message)
    {
        await using var app = Build(key, value);
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Cancellation));
        Assert.Equal([message], failure.Failures);
    }

    [Theory]
    [InlineData("ConnectionStrings:GameServer", "Nonsense=1")]
    [InlineData("ConnectionStrings:GameServer", "Data Source=:memory:")]
    public async Task A_setting_that_cannot_be_read_stops_the_start_and_is_named_with_its_value(string key, string value)
    {
        await using var app = Build(key, value);
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => app.StartAsync(Cancellation));
        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
        Assert.Contains(value, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tank")]
    [InlineData("")]
    [InlineData("my game")]
    [InlineData("2048")]
    [InlineData("room.x")]
    public void A_name_that_is_none_for_the_wire_is_refused(string name)
    {
        var server = WebApplication.CreateBuilder().AddGameServer();
        var error = Assert.Throws<DeclarationException>(() => server.AddGame<TallyGame>(name));
        Assert.Equal($"TallyGame is added as '{name}', which is no name for the wire: a lower-case letter, then letters and digits, 64 at most.", error.Message);
    }

    [Fact]
    public void The_settings_file_shows_the_defaults()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestRepository.Root, "appsettings.json")).Build();
        AssertDefaults(file, AccountOptions.Section, [new AccountOptions()]);
        AssertDefaults(file, DrainOptions.Section, [new DrainOptions()]);
        AssertDefaults(file, RpcLimits.Section, [new RpcLimits(), new SessionLimits()]);
        AssertDefaults(file, RoomOptions.Section, [new RoomOptions()], nameof(RoomOptions.Threads), nameof(RoomOptions.Seed));
        AssertDefaults(file, NetworkOptions.Section, [new NetworkOptions()], nameof(NetworkOptions.Threads));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertDefaults(IConfiguration file, string section, object[] options, params string[] notShown)
    {
        var defaults =
            from part in options
            from property in part.GetType().GetProperties()
            where property.CanWrite && !notShown.Contains(property.Name)
            select KeyValuePair.Create(property.Name, Convert.ToString(property.GetValue(part), CultureInfo.InvariantCulture));
        var shown = file.GetSection(section).GetChildren().ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Equal(defaults.OrderBy(entry => entry.Key), shown.OrderBy(entry => entry.Key));
    }

    private WebApplication Build(string key, string? value)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0"), new(key, value)]);
        builder.Logging.ClearProviders();
        builder.AddGameServer();
        return builder.Build();
    }
}
