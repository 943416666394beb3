using System.Diagnostics.CodeAnalysis;
using GameServer.Games;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// Somebody at the other end, signed in or not: who he is, where he sits, and how many events he was told. It outlives
/// neither its line nor its sign-out.
/// </summary>
/// <param name="connection">The line.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
public sealed class PlayerSession(IRpcConnection connection) : IViewer
{
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly Lock _sending = new();
    private volatile RoomAttachment? _place;
    private volatile RoomAttachment? _unanswered;
    private volatile Proof? _proof;
    private volatile bool _ended;
    private long _lastEvent;

    /// <summary>The line.</summary>
    public IRpcConnection Connection { get; } = connection;

    /// <summary>Who is signed in; null before.</summary>
    public Account? Account => _proof?.Account;

    /// <summary>The token that the sign-in gave or used.</summary>
    public string? Token => _proof?.Token;

    /// <summary>The room in which the session sits or which it watches.</summary>
    public RoomAttachment? Place => _place;

    /// <summary>The seat, if there is one.</summary>
    public ISeat? Seat => _place?.Seat;

    /// <summary>Whether the session is over: its line is closed or about to be.</summary>
    public bool HasEnded => _ended;

    /// <summary>The number that the next event will have.</summary>
    public long NextEvent => Interlocked.Read(ref _lastEvent) + 1;

    /// <inheritdoc/>
    public WireFormat Format => Connection.Format;

    /// <inheritdoc/>
    public IOutbox Outbox => Connection.Outbox;

    /// <inheritdoc/>
    public long? AccountId => Account?.Id;

    /// <inheritdoc/>
    public void SendEvent(in EncodedEvent message)
    {
        lock (_sending)
        {
            Outbox.Send(message.WithNumber(++_lastEvent));
        }
    }

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
        MoveAsync(
            earlier => Account is { } account
                ? rooms.JoinAsync(game, room, this, account.Name, cancellation, earlier)
                : throw Refusal.SignInFirst(),
            cancellation);

    /// <summary>Watches a room and then leaves the one where the session was; refused, it stays there.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="game">A game's name, or null.</param>
    /// <param name="room">A room's id, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RpcException">1003 when the session has ended; 1007, 1008, 1010.</exception>
    public Task<Joined> WatchAsync(RoomDirectory rooms, string? game, string? room, CancellationToken cancellation) =>
        MoveAsync(earlier => rooms.WatchAsync(game, room, this, cancellation, earlier), cancellation);

    /// <summary>Leaves the room; without one nothing happens.</summary>
    public async Task LeaveAsync()
    {
        await _moving.WaitAsync();
        try
        {
            await LeavePlaceAsync();
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>Begins what must not overtake the reply to a call.</summary>
    /// <param name="result">What the call returned.</param>
    public void Replied(object? result)
    {
        if (result is Joined joined && _unanswered is { } place && ReferenceEquals(place.Reply, joined))
        {
            _unanswered = null;
            place.Start();
        }
    }

    internal void SignedIn(Proof proof) => _proof = proof;

    /// <summary>From now on nobody signs in, sits down or watches.</summary>
    internal void MarkEnded() => _ended = true;

    /// <summary>Leaves the room and signs out, with nothing in between: nobody sits down as who he was.</summary>
    internal async Task SignOutAsync()
    {
        await _moving.WaitAsync();
        try
        {
            await LeavePlaceAsync();
            _proof = null;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>Ends the session: signs out, leaves the room, and closes the line where there is a reason to.</summary>
    internal Task EndAsync(CloseReason? reason)
    {
        MarkEnded();
        if (reason is { } told)
        {
            Connection.Close(told);
        }

        return SignOutAsync();
    }

    private async Task<Joined> MoveAsync(Func<RoomAttachment?, Task<RoomAttachment>> enter, CancellationToken cancellation)
    {
        await _moving.WaitAsync(cancellation);
        try
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
            return place.Reply;
        }
        finally
        {
            _moving.Release();
        }
    }

    private async Task LeavePlaceAsync()
    {
        _unanswered = null;
        if (_place is { } place)
        {
            _place = null;
            await place.LeaveAsync();
        }
    }
}
