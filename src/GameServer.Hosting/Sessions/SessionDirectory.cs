using System.Buffers;
using System.Collections.Concurrent;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Sessions;

/// <summary>Who is connected, and which one session is an account's.</summary>
/// <param name="logger">Hears of sessions that come and go.</param>
public sealed class SessionDirectory(ILogger<SessionDirectory> logger)
{
    private readonly ConcurrentDictionary<PlayerSession, byte> _all = new();
    private readonly ConcurrentDictionary<long, PlayerSession> _byAccount = new();
    private readonly Lock _taking = new();
    private volatile TaskCompletionSource? _empty;
    private volatile bool _closing;

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
    /// <exception cref="RpcException">1003 when the caller's session has ended, taken over by another say.</exception>
    public async Task SignInAsync(CallerSession caller, Proof proof)
    {
        await caller.SigningIn.WaitAsync();
        try
        {
            var session = caller.Player;
            RefuseEnded(session);
            if (session.Account is { } before && before.Id != proof.Account.Id)
            {
                Forget(before.Id, session);
                await session.SignOutAsync();
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

    /// <summary>Sends everybody who is connected an event.</summary>
    /// <typeparam name="T">A record of plain data; its properties are the event's params.</typeparam>
    /// <param name="eventName">The event's name on the wire.</param>
    /// <param name="parameters">The event's params.</param>
    public void Tell<T>(string eventName, T parameters)
    {
        foreach (var sameFormat in _all.Keys.GroupBy(static session => session.Format))
        {
            var encoded = new ArrayBufferWriter<byte>();
            sameFormat.Key.WriteValue(encoded, parameters);
            var message = new EncodedEvent(eventName, sameFormat.Key, encoded.WrittenSpan, new ArrayBufferWriter<byte>());
            foreach (var session in sameFormat)
            {
                session.SendEvent(message);
            }
        }
    }

    /// <summary>Closes every line because the server stops; those that come later are closed at once.</summary>
    internal void CloseAll()
    {
        _closing = true;
        foreach (var session in _all.Keys)
        {
            session.Connection.Close(CloseReason.GoingAway);
        }
    }

    /// <summary>Completes when nobody is connected.</summary>
    internal Task WhenEmptyAsync()
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _empty = empty;
        SignalWhenEmpty();
        return empty.Task;
    }

    internal void Opened(PlayerSession session)
    {
        _all.TryAdd(session, 0);
        if (_closing)
        {
            session.Connection.Close(CloseReason.GoingAway);
        }

        SessionLog.Opened(logger, session.Connection.Id, session.Connection.RemoteAddress, session.Format.Subprotocol);
    }

    internal async Task ClosedAsync(PlayerSession session)
    {
        await EndAsync(session, reason: null);
        _all.TryRemove(session, out _);
        SignalWhenEmpty();
        SessionLog.Closed(logger, session.Connection.Id);
    }

    private void SignalWhenEmpty()
    {
        if (_all.IsEmpty)
        {
            _empty?.TrySetResult();
        }
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
