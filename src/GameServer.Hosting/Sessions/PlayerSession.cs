using GameServer.Games;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// Somebody at the other end, signed in or not: who he is, where he sits, and what he was told. With a sign-in it
/// outlives its line for a while, so that a client whose line was lost comes back as if nothing had happened.
/// </summary>
/// <param name="id">A name for logs.</param>
/// <param name="keptBytes">How many bytes of events are kept for one who comes back.</param>
public sealed class PlayerSession(string id, int keptBytes) : IViewer
{
    private readonly Turns _moving = new();
    private readonly SessionEvents _events = new(keptBytes);
    private volatile CallerSession? _caller;
    private volatile RoomAttachment? _place;
    private volatile RoomAttachment? _unanswered;
    private volatile RoomAttachment? _renewed;
    private volatile Proof? _proof;
    private volatile bool _ended;
    private long _mutedUntil;
    private long _signedInAt;
    private ITimer? _expiry;

    /// <summary>A name for logs: that of the line on which it began.</summary>
    public string Id => id;

    /// <summary>The connection that stands for it; null while the player is away.</summary>
    public CallerSession? Caller => _caller;

    /// <summary>How he who is signed in proved it; null before.</summary>
    public Proof? Proof => _proof;

    /// <summary>Who is signed in; null before.</summary>
    public Account? Account => _proof?.Account;

    /// <summary>The token that the sign-in gave or used.</summary>
    public string? Token => _proof?.Token;

    /// <summary>The time of the account's sign-in.</summary>
    public DateTimeOffset SignedInAt => new(Interlocked.Read(ref _signedInAt), TimeSpan.Zero);

    /// <summary>Until when the player may not speak; null or past when he may.</summary>
    public DateTimeOffset? MutedUntil
    {
        get => Interlocked.Read(ref _mutedUntil) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        set => Interlocked.Exchange(ref _mutedUntil, value?.UtcTicks ?? 0);
    }

    /// <summary>The room in which the session sits or which it watches.</summary>
    public RoomAttachment? Place => _place;

    /// <summary>The seat, if there is one.</summary>
    public ISeat? Seat => _place?.Seat;

    /// <summary>Whether the session is over.</summary>
    public bool HasEnded => _ended;

    /// <summary>The number that the next event will have.</summary>
    public long NextEvent => _events.Next;

    /// <inheritdoc/>
    public ViewerLine? Line => _events.Line;

    /// <inheritdoc/>
    public long? AccountId => Account?.Id;

    /// <inheritdoc/>
    public void SendEvent(EventMessage message) => _events.Send(message);

    /// <inheritdoc/>
    public void RoomClosed()
    {
        // It may be a room that is being entered or left, and not the one where the session is.
        if (_place is { HasRoomEnded: true } ended)
        {
            Interlocked.CompareExchange(ref _place, null, ended);
        }
    }

    /// <summary>Takes a seat and then leaves the room where the session was; refused, it stays there.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="game">A game's name, or null.</param>
    /// <param name="room">A room's id, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RpcException">1003 when the session has ended or nobody is signed in; 1007, 1008, 1010.</exception>
    public Task<Joined> JoinAsync(RoomDirectory rooms, string? game, string? room, CancellationToken cancellation) =>
        MoveAsync(earlier => Account is { } account
            ? rooms.JoinAsync(game, room, this, account.Name, cancellation, earlier)
            : throw Refusal.SignInFirst());

    /// <summary>Watches a room and then leaves the one where the session was; refused, it stays there.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="game">A game's name, or null.</param>
    /// <param name="room">A room's id, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RpcException">1003 when the session has ended; 1007, 1008, 1010.</exception>
    public Task<Joined> WatchAsync(RoomDirectory rooms, string? game, string? room, CancellationToken cancellation) =>
        MoveAsync(earlier => rooms.WatchAsync(game, room, this, cancellation, earlier));

    /// <summary>Leaves the room; without one nothing happens.</summary>
    public Task LeaveAsync() => InTurnAsync(LeavePlaceAsync);

    /// <summary>Begins what must not overtake the reply to a call.</summary>
    /// <param name="result">What the call returned.</param>
    public void Replied(object? result)
    {
        if (result is Joined joined && _unanswered is { } place && ReferenceEquals(place.Reply, joined))
        {
            _unanswered = null;
            place.Start();
        }
        else if (result is SignedIn)
        {
            _events.Begin();
            Interlocked.Exchange(ref _renewed, null)?.Start();
        }
    }

    /// <summary>The session of a line whose own went on elsewhere: it can do nothing.</summary>
    internal static PlayerSession Ended(string id)
    {
        var session = new PlayerSession(id, keptBytes: 0);
        session.MarkEnded();
        return session;
    }

    /// <summary>The first line, on which everything is told from the beginning.</summary>
    internal void Open(CallerSession caller)
    {
        _caller = caller;
        _events.Attach(caller.Connection, lastEvent: null);
        _events.Begin();
    }

    /// <summary>Goes on, on another line; nothing is sent on it before the reply to the call that asked for it.</summary>
    /// <returns>The number of the first event on the new line, and the caller before, if he is still there.</returns>
    internal (long NextEvent, CallerSession? Before) MoveTo(CallerSession caller, long? lastEvent)
    {
        Interlocked.Exchange(ref _expiry, null)?.Dispose();
        var before = Interlocked.Exchange(ref _caller, caller);
        return (_events.Attach(caller.Connection, lastEvent), before);
    }

    /// <summary>The line of a caller is lost.</summary>
    /// <returns>Whether it was this session's.</returns>
    internal bool Detach(CallerSession caller)
    {
        if (Interlocked.CompareExchange(ref _caller, null, caller) != caller)
        {
            return false;
        }

        _events.Detach();
        return true;
    }

    /// <summary>Keeps what ends the session when nobody comes back.</summary>
    internal void ExpireBy(ITimer timer)
    {
        Interlocked.Exchange(ref _expiry, timer)?.Dispose();
        if (_caller is not null)
        {
            // Back already: what runs on would cut his next absence short.
            Interlocked.Exchange(ref _expiry, null)?.Dispose();
        }
    }

    /// <summary>The room as it is now, for one who has come back to it; null where he is in none.</summary>
    internal async Task<Joined?> RenewPlaceAsync()
    {
        Joined? joined = null;
        await InTurnAsync(async () =>
        {
            // Whoever asked for a place on the line before gets it, and its description, on this one.
            _unanswered = null;
            if (_place is not { } place)
            {
                return;
            }

            if (await place.RenewAsync() is { } renewed)
            {
                (joined, _renewed) = (renewed, place);
            }
            else
            {
                // The room has ended, or hangs: the player is told to be in none.
                await LeavePlaceAsync();
            }
        });
        return joined;
    }

    internal void SignedIn(Proof proof, DateTimeOffset now)
    {
        Interlocked.Exchange(ref _signedInAt, now.UtcTicks);
        MutedUntil = proof.MutedUntil;
        _proof = proof;
        _events.BeginKeeping();
    }

    /// <summary>The guest who is signed in here has registered: the same account has a password now, and perhaps another name.</summary>
    /// <returns>False where another account is signed in, or none.</returns>
    internal bool Registered(Account account)
    {
        if (_proof is not { } proof || proof.Account.Id != account.Id)
        {
            return false;
        }

        _proof = proof with { Account = account };
        return true;
    }

    /// <summary>Tells the room in which the session is, or for which it is on its way, the account's name.</summary>
    internal Task RenamePlaceAsync() => InTurnAsync(() =>
        Account is { Name: var name } && _place is { } place ? place.RenameAsync(name) : Task.CompletedTask);

    /// <summary>Goes on with such numbers that a client sees that events are missing.</summary>
    internal void LeaveGapAfter(long lastEvent) => _events.LeaveGapAfter(lastEvent);

    /// <summary>From now on nobody signs in, sits down or watches.</summary>
    internal void MarkEnded() => _ended = true;

    /// <summary>Leaves the room and signs out, with nothing in between: nobody sits down as who he was.</summary>
    internal Task SignOutAsync() => InTurnAsync(async () =>
    {
        await LeavePlaceAsync();
        _proof = null;
        _events.Forget();
    });

    /// <summary>Ends the session: signs out, leaves the room, and closes the line where there is a reason to.</summary>
    internal Task EndAsync(CloseReason? reason)
    {
        MarkEnded();
        Interlocked.Exchange(ref _expiry, null)?.Dispose();
        if (reason is { } told)
        {
            _caller?.Connection.Close(told);
        }

        return SignOutAsync();
    }

    private async Task<Joined> MoveAsync(Func<RoomAttachment?, Task<RoomAttachment>> enter)
    {
        Joined? reply = null;
        await InTurnAsync(async () =>
        {
            if (_ended)
            {
                throw Refusal.SignInFirst();
            }

            var place = await enter(_place);
            await LeavePlaceAsync();
            _unanswered = _place = place;

            // Rooms close whenever they like, also before they are known here.
            RoomClosed();
            reply = place.Reply;
        });
        return reply!;
    }

    private async Task LeavePlaceAsync()
    {
        _unanswered = _renewed = null;
        if (_place is { } place)
        {
            _place = null;
            await place.LeaveAsync();
            Line?.Outbox.DropSnapshot();
        }
    }

    private async Task InTurnAsync(Func<Task> move)
    {
        using var turn = await _moving.TakeAsync();
        await move();
    }
}
