using GameServer.Games;
using GameServer.Hosting.Accounts;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// One connection's caller, as the gate and the services see him, for as long as the connection lives. Whose session it
/// stands for can change under it: a client who comes back takes up the session that he had.
/// </summary>
public sealed class CallerSession : ICallerSession, ICaller
{
    private IRpcConnection? _connection;
    private volatile PlayerSession? _player;
    private int _signIns;
    private bool _wasHeldUp;

    /// <summary>The line.</summary>
    public IRpcConnection Connection => _connection ?? throw NoConnection();

    /// <summary>The session that this connection stands for.</summary>
    public PlayerSession Player => _player ?? throw NoConnection();

    /// <inheritdoc/>
    public string Id => Connection.Id;

    /// <inheritdoc/>
    public Account? Account => Player.Account;

    /// <inheritdoc/>
    public ISeat? Seat => Player.Seat;

    /// <inheritdoc/>
    public bool IsSignedIn => Player.Account is not null;

    /// <inheritdoc/>
    public bool IsWatching => Player.Place is not null;

    /// <summary>Where the caller comes from, as far as limits by address go.</summary>
    internal ClientNetwork Network => ClientNetwork.Of(Connection.RemoteAddress);

    /// <summary>Its key among those who are connected.</summary>
    internal long Number { get; set; }

    /// <summary>One sign-in at a time.</summary>
    internal Turns SigningIn { get; } = new();

    /// <inheritdoc/>
    public bool WasHeldUp() => Interlocked.Exchange(ref _wasHeldUp, false) || Volatile.Read(ref _signIns) > 0;

    /// <inheritdoc/>
    public void Replied<T>(T result)
    {
        // What waits for a reply waits for an object of its own.
        if (!typeof(T).IsValueType)
        {
            Player.Replied(result);
        }
    }

    /// <summary>Signs in. The connection's time for that does not run while the server takes its own.</summary>
    internal async Task<T> SigningInAsync<T>(Func<Task<T>> signIn)
    {
        Interlocked.Increment(ref _signIns);
        try
        {
            return await signIn();
        }
        catch (RpcException refusal) when (refusal.Code == ErrorCodes.Unavailable)
        {
            Volatile.Write(ref _wasHeldUp, true);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _signIns);
        }
    }

    internal void Open(IRpcConnection connection, PlayerSession session)
    {
        _connection = connection;
        _player = session;
    }

    /// <summary>From now on the connection stands for another session.</summary>
    internal void StandFor(PlayerSession session) => _player = session;

    private static InvalidOperationException NoConnection() => new("There is no session outside of a connection.");
}
