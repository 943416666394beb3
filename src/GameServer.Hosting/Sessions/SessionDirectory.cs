using System.Collections.Concurrent;
using GameServer.Hosting.Accounts;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Sessions;

/// <summary>Who is connected, and which one session is an account's.</summary>
/// <param name="logger">Hears of sessions that come and go.</param>
public sealed class SessionDirectory(ILogger<SessionDirectory> logger)
{
    private readonly ConcurrentDictionary<PlayerSession, byte> _all = new();
    private readonly ConcurrentDictionary<long, PlayerSession> _byAccount = new();

    /// <summary>How many are connected, signed in or not.</summary>
    public int Count => _all.Count;

    /// <summary>Everybody who is connected, signed in or not, as of now.</summary>
    public ICollection<PlayerSession> All => _all.Keys;

    /// <summary>The account's session.</summary>
    /// <param name="accountId">The account.</param>
    public PlayerSession? Find(long accountId) => _byAccount.GetValueOrDefault(accountId);

    /// <summary>
    /// Makes a session the one of an account. A session that was it before has ended, its line closing and its seat
    /// left, when this completes.
    /// </summary>
    /// <param name="caller">Whose connection proved to be the account's.</param>
    /// <param name="proof">The account and token.</param>
    public async Task SignInAsync(CallerSession caller, Proof proof)
    {
        await caller.SigningIn.WaitAsync();
        try
        {
            var session = caller.Player;
            if (session.Account is { } before && before.Id != proof.Account.Id)
            {
                Forget(before.Id, session);
                await session.LeaveAsync();
            }

            var older = Take(proof.Account.Id, session);
            if (older is not null && older != session)
            {
                SessionLog.TakenOver(logger, older.Connection.Id, session.Connection.Id, proof.Account.Id);
                await older.EndAsync(CloseReason.TakenOver);
            }

            session.SignedIn(proof);
            if (session.HasEnded)
            {
                Forget(proof.Account.Id, session);
            }

            SessionLog.SignedIn(logger, session.Connection.Id, proof.Account.Id, proof.Account.Name);
        }
        finally
        {
            caller.SigningIn.Release();
        }
    }

    /// <summary>Ends a caller's session and closes his line.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="reason">What the client is told.</param>
    public Task EndAsync(CallerSession caller, CloseReason reason) => EndAsync(caller.Player, reason);

    internal void Opened(PlayerSession session)
    {
        _all.TryAdd(session, 0);
        SessionLog.Opened(logger, session.Connection.Id, session.Connection.RemoteAddress, session.Format.Subprotocol);
    }

    internal async Task ClosedAsync(PlayerSession session)
    {
        await EndAsync(session, reason: null);
        _all.TryRemove(session, out _);
        SessionLog.Closed(logger, session.Connection.Id);
    }

    private async Task EndAsync(PlayerSession session, CloseReason? reason)
    {
        var account = session.Account;
        await session.EndAsync(reason);
        if (account is not null)
        {
            Forget(account.Id, session);
        }
    }

    private PlayerSession? Take(long accountId, PlayerSession session)
    {
        while (true)
        {
            if (_byAccount.TryGetValue(accountId, out var older))
            {
                if (_byAccount.TryUpdate(accountId, session, older))
                {
                    return older;
                }
            }
            else if (_byAccount.TryAdd(accountId, session))
            {
                return null;
            }
        }
    }

    private void Forget(long accountId, PlayerSession session) =>
        _byAccount.TryRemove(new KeyValuePair<long, PlayerSession>(accountId, session));
}
