using System.Collections.Concurrent;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Operations;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using GameServer.Services;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Sessions;

/// <summary>Which one session is an account's, with a line or waiting for its player to come back.</summary>
/// <param name="limits">How long it waits.</param>
/// <param name="rpcLimits">How much may be told to one who comes back.</param>
/// <param name="drain">Whether anybody could come back at all.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of sessions that come and go.</param>
public sealed class SessionDirectory(
    IOptions<SessionLimits> limits, IOptions<RpcLimits> rpcLimits, DrainState drain, TimeProvider time,
    ILogger<SessionDirectory> logger)
{
    private const int MostKeptBytes = 64 * 1024;
    private const int MostRegistered = 1024;
    private readonly ConcurrentDictionary<long, PlayerSession> _byAccount = new();
    private readonly TimeSpan _resumable = TimeSpan.FromSeconds(limits.Value.ResumeSeconds);

    // A quarter of an outbox: what was missed must not end the line on which it is told.
    private readonly int _keptBytes = rpcLimits.Value.OutboxBytes is > 0 and var most
        ? Math.Min(MostKeptBytes, most / 4)
        : MostKeptBytes;

    // Guests who registered lately, the last ones; under the lock below.
    private readonly BoundedTable<long, (Account Account, long At)> _registered = new(MostRegistered, static entry => entry.At);

    // Over who has which session: of two lines that want one at the same time, the second finds the first.
    private readonly Lock _taking = new();

    /// <summary>The sessions of accounts, as of now.</summary>
    public ICollection<PlayerSession> SignedIn => _byAccount.Values;

    /// <summary>The account's session.</summary>
    /// <param name="accountId">The account.</param>
    public PlayerSession? Find(long accountId) => _byAccount.GetValueOrDefault(accountId);

    /// <summary>
    /// Makes a caller's session the one of an account. A session that was it before has ended, its line closing and its
    /// seat left, when this completes.
    /// </summary>
    /// <param name="caller">Whose connection proved to be the account's.</param>
    /// <param name="proof">The account and token.</param>
    /// <exception cref="RpcException">1003 when the caller's session has ended, taken over by another say.</exception>
    public async Task SignInAsync(CallerSession caller, Proof proof)
    {
        using var turn = await caller.SigningIn.TakeAsync();
        await BeginAsync(caller.Player, proof);
    }

    /// <summary>
    /// Gives a caller the session of the account that still lives under this token, wherever its line is now; without
    /// one, a new session begins.
    /// </summary>
    /// <param name="caller">Whose connection proved to be the account's.</param>
    /// <param name="proof">The account and token.</param>
    /// <param name="lastEvent">The last event that the client has; null for one who wants none again.</param>
    /// <returns>The number of the first event on the caller's line, and the room in which the session is; null where it
    /// is in none. Events and snapshots begin when the caller has been answered.</returns>
    /// <exception cref="RpcException">1003 when the caller's session has ended.</exception>
    public async Task<(long NextEvent, Joined? Room)> ResumeAsync(CallerSession caller, Proof proof, long? lastEvent)
    {
        using var turn = await caller.SigningIn.TakeAsync();
        var own = caller.Player;
        if (TakeUp(proof, own, caller, lastEvent) is not var (session, nextEvent))
        {
            if (lastEvent is { } last && own.Token != proof.Token)
            {
                own.LeaveGapAfter(last);
            }

            await BeginAsync(own, proof);
            return (own.NextEvent, null);
        }

        await EndAsync(own, reason: null);
        if (session.Account is { IsGuest: true } && !proof.Account.IsGuest)
        {
            // The database answered too late to the call that registered the guest.
            await RegisteredAsync(proof.Account);
        }

        return (nextEvent, await session.RenewPlaceAsync());
    }

    /// <summary>Gives a guest who has registered the new account: in the session that there is, in its seat, and
    /// in a session that begins with what was known before.</summary>
    /// <param name="account">The account, with its password and name.</param>
    public async Task RegisteredAsync(Account account)
    {
        PlayerSession? session;
        lock (_taking)
        {
            _registered.Set(account.Id, (account, time.GetTimestamp()));
            session = Find(account.Id);
            session?.Registered(account);
        }

        if (session is not null)
        {
            await session.RenamePlaceAsync();
        }

        SessionLog.Registered(logger, session?.Id ?? "-", account.Id, account.Name);
    }

    /// <summary>Ends a session and closes its line.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">What the client is told; null where there is nobody to tell.</param>
    public async Task EndAsync(PlayerSession session, CloseReason? reason)
    {
        lock (_taking)
        {
            session.MarkEnded();
        }

        var account = session.Account;
        await session.EndAsync(reason);
        if (account is not null)
        {
            Forget(account.Id, session);
        }
    }

    /// <summary>A line was opened: somebody unknown, with a session of his own.</summary>
    internal void Open(CallerSession caller, IRpcConnection connection)
    {
        var session = new PlayerSession(connection.Id, _keptBytes);
        caller.Open(connection, session);
        session.Open(caller);
    }

    /// <summary>A line is lost, or was closed: the session of somebody who is known waits for him.</summary>
    internal async Task ClosedAsync(CallerSession caller)
    {
        var session = caller.Player;
        if (!session.Detach(caller))
        {
            return;
        }

        if (session.Account is null || session.HasEnded || _resumable == TimeSpan.Zero || drain.IsDraining)
        {
            await EndAsync(session, reason: null);
            return;
        }

        var timer = time.CreateTimer(_ => _ = ExpireAsync(session), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        session.ExpireBy(timer);
        timer.Change(_resumable, Timeout.InfiniteTimeSpan);
    }

    private async Task ExpireAsync(PlayerSession session)
    {
        try
        {
            lock (_taking)
            {
                if (session.Caller is not null)
                {
                    return;
                }

                session.MarkEnded();
            }

            SessionLog.Expired(logger, session.Id);
            await EndAsync(session, reason: null);
        }
        catch (Exception exception)
        {
            SessionLog.ExpiryFailed(logger, exception, session.Id);
        }
    }

    private async Task BeginAsync(PlayerSession session, Proof proof)
    {
        RefuseEnded(session);
        if (session.Account is { } before && before.Id != proof.Account.Id)
        {
            Forget(before.Id, session);
            await session.SignOutAsync();
        }

        var older = Take(proof.Account.Id, session);
        if (older is not null && older != session)
        {
            SessionLog.TakenOver(logger, older.Id, session.Id, proof.Account.Id);
            await older.EndAsync(CloseReason.TakenOver);
        }

        lock (_taking)
        {
            session.SignedIn(Current(proof), time.GetUtcNow());
        }

        if (session.HasEnded)
        {
            Forget(proof.Account.Id, session);
        }

        SessionLog.SignedIn(logger, session.Id, proof.Account.Id, proof.Account.Name);
    }

    // Of two sessions that take one account each from the other, the earlier must be over before it can take it back.
    private PlayerSession? Take(long accountId, PlayerSession session)
    {
        lock (_taking)
        {
            RefuseEnded(session);
            var older = Find(accountId);
            _byAccount[accountId] = session;
            if (older != session)
            {
                older?.MarkEnded();
            }

            return older;
        }
    }

    private (PlayerSession Session, long NextEvent)? TakeUp(
        Proof proof, PlayerSession own, CallerSession caller, long? lastEvent)
    {
        lock (_taking)
        {
            RefuseEnded(own);
            if (Find(proof.Account.Id) is not { HasEnded: false } session || session == own || session.Token != proof.Token)
            {
                return null;
            }

            var (nextEvent, before) = session.MoveTo(caller, lastEvent);
            caller.StandFor(session);
            if (before is not null)
            {
                // What the line before still asks for is asked by nobody.
                before.StandFor(PlayerSession.Ended(before.Id));
                before.Connection.Close(CloseReason.TakenOver);
            }

            SessionLog.Resumed(logger, session.Id, caller.Id, proof.Account.Id);
            return (session, nextEvent);
        }
    }

    // What was read of a guest before the registration is out of date.
    private Proof Current(Proof proof) =>
        proof.Account.IsGuest && _registered.TryGet(proof.Account.Id, out var entry) ? proof with { Account = entry.Account } : proof;

    private static void RefuseEnded(PlayerSession session)
    {
        if (session.HasEnded)
        {
            throw Refusal.SignInFirst();
        }
    }

    private void Forget(long accountId, PlayerSession session) =>
        _byAccount.TryRemove(new KeyValuePair<long, PlayerSession>(accountId, session));
}
