using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>Guessing passwords over a real WebSocket, from several addresses of this machine.</summary>
public sealed class GuessingTests : IDisposable
{
    private const string Password = "correct horse";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private RunningServer? _server;

    private RunningServer Server => _server ??= RunningServer.Start(_folder, configure: services => services.AddSingleton(
        provider => new SignInThrottle(provider.GetRequiredService<IOptions<SessionLimits>>(), _time, NullLogger<SignInThrottle>.Instance)));

    [Fact]
    public async Task Who_guesses_waits_and_the_account_s_owner_signs_in_meanwhile()
    {
        await using var ann = await Server.ConnectAsync();
        var token = (await ann.CallAsync("login.register", new { name = "Ann", password = Password })).GetProperty("token").GetString();
        await using var thief = await Server.ConnectFromAsync("127.0.0.2");
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(ErrorCodes.WrongNameOrPassword, (await GuessAsync(thief, "Ann")).Code);
        }

        Assert.Equal(1000, RetryAfterMs(await GuessAsync(thief, "ann")));
        // Not even the right password: what is guessed is not looked at.
        Assert.Equal(ErrorCodes.TooManyRequests, (await thief.FailAsync("login.signIn", new { name = "Ann", password = Password })).Code);

        await using var home = await Server.ConnectAsync();
        await home.CallAsync("login.signIn", new { name = "Ann", password = Password });
        await using var away = await Server.ConnectFromAsync("127.0.0.3");
        await away.CallAsync("login.resume", new { token });
        await using var again = await Server.ConnectFromAsync("127.0.0.3");
        await again.CallAsync("login.signIn", new { name = "Ann", password = Password });

        _time.Advance(TimeSpan.FromSeconds(1));
        await thief.CallAsync("login.signIn", new { name = "Ann", password = Password });
    }

    [Fact]
    public async Task Guesses_at_a_name_count_whatever_name_alike_is_the_guesser_s_own()
    {
        await using var alla = await Server.ConnectAsync();
        await alla.CallAsync("login.register", new { name = "Alla", password = Password });
        await using var thief = await Server.ConnectFromAsync("127.0.0.2");
        await thief.CallAsync("login.register", new { name = "Alia", password = Password });
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(ErrorCodes.WrongNameOrPassword, (await GuessAsync(thief, "Alla")).Code);
        }

        Assert.Equal(1000, RetryAfterMs(await GuessAsync(thief, "A1la")));
        // As it is written it looks like hers, and is the guesser's own in another case.
        await thief.CallAsync("login.signIn", new { name = "AlIa", password = Password });
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_and_slowed_down_like_any_other()
    {
        await using var ann = await Server.ConnectAsync();
        await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        await ann.CallAsync("login.guest", new { name = "Visitor" });
        var seen = new List<List<string>>();
        var number = 2;
        foreach (var name in new[] { "Ann", "Nobody", "Visitor" })
        {
            await using var thief = await Server.ConnectFromAsync($"127.0.0.{number++}");
            var answers = new List<string>();
            for (var guess = 0; guess < 12; guess++)
            {
                var failure = await GuessAsync(thief, name);
                answers.Add(failure.Error.GetRawText());
                if (failure.Code == ErrorCodes.TooManyRequests)
                {
                    _time.Advance(TimeSpan.FromMilliseconds(RetryAfterMs(failure)));
                }
            }

            seen.Add(answers);
        }

        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(seen[0], seen[2]);
        Assert.Equal(4, seen[0].Count(static answer => answer.Contains("1005", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Asking_for_names_by_registering_them_is_slowed_down_too()
    {
        await using var ann = await Server.ConnectAsync();
        await ann.CallAsync("login.register", new { name = "Ann", password = Password });
        await using var thief = await Server.ConnectFromAsync("127.0.0.2");
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal(ErrorCodes.NameTaken, (await thief.FailAsync("login.register", new { name = "Ann", password = Password })).Code);
        }

        Assert.Equal(1000, RetryAfterMs(await thief.FailAsync("login.register", new { name = "Ann", password = Password })));
        Assert.Equal(1000, RetryAfterMs(await thief.FailAsync("login.register", new { name = "Somebody else", password = Password })));
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    private static Task<CallErrorException> GuessAsync(TestClient client, string name) =>
        client.FailAsync("login.signIn", new { name, password = "wrong horse" });

    private static int RetryAfterMs(CallErrorException failure)
    {
        Assert.Equal(ErrorCodes.TooManyRequests, failure.Code);
        return failure.Error.GetProperty("data").GetProperty("retryAfterMs").GetInt32();
    }
}
