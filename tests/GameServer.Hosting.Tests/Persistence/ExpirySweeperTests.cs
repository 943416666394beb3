using System.Reflection;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Hosting.Tests.Persistence;

public sealed class ExpirySweeperTests
{
    [Theory]
    [InlineData(ErrorCodes.Draining)]
    [InlineData(ErrorCodes.Unavailable)]
    public async Task A_database_that_closes_or_does_not_answer_is_not_told_by_the_sweeper_too(int code)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tokens = DispatchProxy.Create<ITokenStore, Refusing>();
        var refusing = (Refusing)tokens;
        refusing.Code = code;
        using var log = new CollectedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var time = new FakeTimeProvider();
        using var sweeper = new ExpirySweeper(
            DispatchProxy.Create<IAccountStore, Refusing>(), tokens, time, loggers.CreateLogger<ExpirySweeper>());
        await sweeper.StartAsync(cancellation);
        while (!refusing.Asked.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await sweeper.StopAsync(cancellation);
        Assert.Empty(log.Lines);
    }

    // A proxy's class must be one to inherit from.
    internal class Refusing : DispatchProxy
    {
        private readonly TaskCompletionSource _asked = new();

        public int Code { get; set; }

        public Task Asked => _asked.Task;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _asked.TrySetResult();
            throw new RpcException(Code, "No.");
        }
    }
}
