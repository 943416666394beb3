using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>What becomes of a live session when another process changes what it rests on.</summary>
public sealed class SessionRevalidationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningServer _server;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly SessionRevalidation _revalidation;

    public SessionRevalidationTests()
    {
        _server = RunningServer.Start(_folder, configure: services => services.Remove(
            services.Single(service => service.ImplementationType == typeof(SessionRevalidation))));
        _revalidation = new SessionRevalidation(
            _server.Services.GetRequiredService<SessionDirectory>(), Standings, _time, NullLogger<SessionRevalidation>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IStandingStore Standings => _server.Services.GetRequiredService<IStandingStore>();

    [Fact]
    public async Task A_session_whose_token_has_ended_or_whose_account_is_banned_ends_within_a_minute_and_no_other_does()
    {
        await using var ann = await _server.ConnectAsync();
        var token = (await ann.CallAsync("login.guest", new { name = "Ann" })).GetProperty("token").GetString();
        await using var bob = await _server.ConnectAsync();
        var id = (await bob.CallAsync("login.guest", new { name = "Bob" })).GetProperty("player").GetProperty("id").GetInt64();
        await using var carl = await _server.GuestAsync("Carl");
        await using var unknown = await _server.ConnectAsync();
        await _revalidation.StartAsync(Cancellation);
        await _server.Services.GetRequiredService<ITokenStore>().RemoveAsync(AccessToken.Hash(token)!, Cancellation);
        await Standings.SetBannedAsync(id, _time.GetUtcNow().AddHours(1), Cancellation);
        await ann.CallAsync("server.ping");
        await bob.CallAsync("server.ping");

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1008, "signed-out"), await ann.Closed);
        Assert.Equal((1008, "banned"), await bob.Closed);
        await _revalidation.StopAsync(Cancellation);
        await carl.CallAsync("room.join");
        await unknown.CallAsync("login.guest");
    }

    [Fact]
    public async Task A_mute_reaches_a_session_that_lives_and_goes_again()
    {
        await using var ann = await _server.ConnectAsync();
        var id = (await ann.CallAsync("login.guest", new { name = "Ann" })).GetProperty("player").GetProperty("id").GetInt64();
        await ann.CallAsync("room.join");
        await Standings.SetMutedAsync(id, _time.GetUtcNow().AddHours(1), Cancellation);
        await _revalidation.RevalidateAsync(Cancellation);
        Assert.Equal(ErrorCodes.Muted, (await ann.FailAsync("chat.say", new { text = "hello" })).Code);

        await Standings.SetMutedAsync(id, null, Cancellation);
        await _revalidation.RevalidateAsync(Cancellation);
        await ann.CallAsync("chat.say", new { text = "hello" });
    }

    [Fact]
    public void The_program_does_it() =>
        Assert.Contains(
            new ServiceCollection().AddSessions(),
            service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(SessionRevalidation));

    public void Dispose()
    {
        _revalidation.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }
}
