using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Sessions;

public sealed class SignInBurstTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_burst_of_sign_ins_is_bounded_and_nobody_else_waits_for_it()
    {
        using var server = RunningServer.Start(
            _folder, new() { ["Accounts:PasswordIterations"] = "100000", ["Accounts:PasswordQueue"] = "4" });
        await using var registered = await server.ConnectAsync();
        await registered.CallAsync("login.register", new { name = "Ann", password = "correct horse" });
        await using var other = await server.ConnectAsync();
        await using var crowd = await server.ConnectAsync();
        var burst = Enumerable.Range(0, 30)
            .Select(_ => Record.ExceptionAsync(() => crowd.CallAsync("login.signIn", new { name = "Ann", password = "wrong horse" })).AsTask())
            .ToList();
        // One thread works off the queue: a guest, who has no password, does not stand in it.
        await other.CallAsync("login.guest");
        Assert.Contains(burst, signIn => !signIn.IsCompleted);

        var answers = (await Task.WhenAll(burst)).Cast<CallErrorException>().ToList();
        Assert.Contains(answers, answer => answer.Code == ErrorCodes.WrongNameOrPassword);
        var refused = answers.FindAll(answer => answer.Code == ErrorCodes.TooManyRequests);
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(answer.Error.GetProperty("data").GetProperty("retryAfterMs").GetInt32() > 0));
        Assert.Equal(30, refused.Count + answers.Count(answer => answer.Code == ErrorCodes.WrongNameOrPassword));
    }

    public void Dispose() => _folder.Dispose();
}
