using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// Looks once a minute whether those who are signed in still may be: tokens end, and accounts are banned, also by others
/// who use the same database.
/// </summary>
internal sealed class SessionRevalidation(
    SessionDirectory sessions, IStandingStore standings, TimeProvider time, ILogger<SessionRevalidation> logger) : BackgroundService
{
    private const int Batch = 256;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    internal async Task RevalidateAsync(CancellationToken cancellation)
    {
        foreach (var batch in sessions.SignedIn.Chunk(Batch))
        {
            var held =
                from session in batch
                let proof = session.Proof
                where proof is not null
                select (Session: session, Proof: proof);
            await RevalidateAsync(held.ToList(), cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RevalidateAsync(stoppingToken);
            }
            catch (RpcException refusal) when (refusal.Code == ErrorCodes.Unavailable)
            {
                // All sessions stay for another minute; the database says by itself that it does not answer.
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                SessionLog.RevalidationFailed(logger, exception);
            }
        }
    }

    private async Task RevalidateAsync(List<(PlayerSession Session, Proof Proof)> held, CancellationToken cancellation)
    {
        var tokens = (await standings.TokensOfAsync([.. held.Select(static one => one.Proof.Account.Id)], cancellation))
            .ToLookup(static token => token.AccountId);
        foreach (var (session, proof) in held)
        {
            if (session.Proof != proof)
            {
                // Somebody else by now, or nobody.
                continue;
            }

            var hash = AccessToken.Hash(proof.Token);
            var standing = tokens[proof.Account.Id].FirstOrDefault(token => token.Hash.AsSpan().SequenceEqual(hash))?.Standing;
            if (standing is null)
            {
                await EndAsync(session, CloseReason.SignedOut);
            }
            else if (standing.BannedUntil > time.GetUtcNow())
            {
                await EndAsync(session, CloseReason.Banned);
            }
            else
            {
                session.MutedUntil = standing.MutedUntil;
            }
        }
    }

    private async Task EndAsync(PlayerSession session, CloseReason reason)
    {
        SessionLog.Revoked(logger, session.Id, reason.Reason);
        await sessions.EndAsync(session, reason);
    }
}
