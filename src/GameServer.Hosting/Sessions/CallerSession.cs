using GameServer.Games;
using GameServer.Hosting.Accounts;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Sessions;

/// <summary>
/// One connection's caller, as the gate and the services see him, for as long as the connection lives. Whose session it
/// stands for can change under it.
/// </summary>
public sealed class CallerSession : ISession, ICaller
{
    private PlayerSession? _player;

    /// <summary>The session that this connection stands for.</summary>
    public PlayerSession Player =>
        _player ?? throw new InvalidOperationException("There is no session outside of a connection.");

    /// <inheritdoc/>
    public string Id => Player.Connection.Id;

    /// <inheritdoc/>
    public Account? Account => Player.Account;

    /// <inheritdoc/>
    public ISeat? Seat => Player.Seat;

    /// <inheritdoc/>
    public bool IsSignedIn => Player.Account is not null;

    /// <summary>Where the caller comes from, as far as limits by address go.</summary>
    internal ClientNetwork Network => ClientNetwork.Of(Player.Connection.RemoteAddress);

    /// <summary>One sign-in at a time.</summary>
    internal SemaphoreSlim SigningIn { get; } = new(1, 1);

    /// <inheritdoc/>
    public void Replied(object? result) => Player.Replied(result);

    internal PlayerSession Open(IRpcConnection connection) => _player = new PlayerSession(connection);
}
