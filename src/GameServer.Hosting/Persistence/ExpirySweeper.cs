using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>Forgets expired tokens, and guests whom nothing can sign in any more, soon after the start and once a day.</summary>
internal sealed class ExpirySweeper(
    IAccountStore accounts, ITokenStore tokens, TimeProvider time, ILogger<ExpirySweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    // The first players come first.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (true)
        {
            await Task.Delay(delay, time, stoppingToken);
            delay = await SweepAsync(stoppingToken) ? Period : RetryDelay;
        }
    }

    /// <returns>False where the database did not answer, which says so by itself, or is being closed.</returns>
    private async Task<bool> SweepAsync(CancellationToken cancellation)
    {
        try
        {
            var expired = await tokens.RemoveExpiredAsync(cancellation);
            var guests = await accounts.RemoveGuestsWithoutTokenAsync(time.GetUtcNow() - Period, cancellation);
            if (expired > 0 || guests > 0)
            {
                DatabaseLog.Swept(logger, expired, guests);
            }
        }
        catch (RpcException refusal) when (refusal.Code is ErrorCodes.Unavailable or ErrorCodes.Draining)
        {
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            DatabaseLog.SweepFailed(logger, exception);
        }

        return true;
    }
}
